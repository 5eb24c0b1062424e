import { expect, test } from 'vitest'
import { capacityJsonSchema } from '../../src/capacity/capacity-schema.js'

test('the schema in docs is that of the program', async () => {
  const text = `${JSON.stringify(capacityJsonSchema(), null, 2)}\n`
  await expect(text).toMatchFileSnapshot('../../docs/schemas/capacity.schema.json')
})
