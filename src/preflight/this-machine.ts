import { cpus } from 'node:os'
import type { HeadroomConditions } from './headroom.js'
import { readMachine } from './machine.js'

/** This machine and its Node as a calibration names them: what its figures hold for. */
export const machineHere = (): HeadroomConditions['here'] => ({
  machine: { cpu: cpus()[0]?.model.trim() || 'unknown CPU', cores: readMachine().cores },
  node: process.version,
})
