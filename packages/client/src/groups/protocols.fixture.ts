import type { GroupSettings } from './test-group.fixture.ts'

/** The ways in which a group can come to its assignments. */
export const protocols: Readonly<Record<string, GroupSettings>> = {
  eager: { 'partition.assignment.strategy': ['range', 'cooperative-sticky'] },
  cooperative: { 'partition.assignment.strategy': ['cooperative-sticky'] },
  consumer: { 'group.protocol': 'consumer' },
}
