export { configErrors } from './config-errors.ts'
export { editDistance, nearestName } from './nearest-name.ts'
export { double, int, long, longMax, short } from './number-property.ts'
export {
  noEffect,
  type Declaration,
  type Effect,
  type Parsed,
  type Properties,
  type Property,
  type PropertyKind,
  type Scope,
  type ValuesOf,
} from './property.ts'
export { canonicalText, propertyOf, readConfig, readValue, type Given } from './read-config.ts'
export { refused } from './refused.ts'
export { boolean, choice, list, string, structured } from './text-property.ts'
