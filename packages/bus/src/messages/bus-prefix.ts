/**
 * Names of headers that the bus writes begin with this. Whatever a publisher puts under such a name is
 * neither believed nor passed on.
 */
export const busPrefix = 'bus-'
