/** How columns of a time series come to be and become one. */
export interface ColumnKind<Column> {
  make(): Column
  merge(first: Column, second: Column): Column
}

/** Columns of equal length from second 0 on, for a run of unknown length: each doubles when there would be too many. */
export class GrowingColumns<Column> {
  readonly #kind: ColumnKind<Column>
  readonly #most: number
  #columns: Column[] = []
  #seconds = 1

  constructor(kind: ColumnKind<Column>, most: number) {
    this.#kind = kind
    this.#most = most
  }

  /** Seconds that one column stands for. */
  get secondsPerColumn(): number {
    return this.#seconds
  }

  get columns(): readonly Column[] {
    return this.#columns
  }

  /** The column of a second; those before it are there, too, even if nothing happened in them. */
  at(second: number): Column {
    while (Math.floor(second / this.#seconds) >= this.#most) this.#double()
    const place = Math.floor(second / this.#seconds)
    for (let next = this.#columns.length; next <= place; next++) this.#columns.push(this.#kind.make())
    const column = this.#columns[place] ?? this.#kind.make()
    this.#columns[place] = column
    return column
  }

  #double(): void {
    const pairs: Column[] = []
    for (let place = 0; place < this.#columns.length; place += 2) {
      const [first, second] = [this.#columns[place], this.#columns[place + 1]]
      if (first !== undefined) pairs.push(second === undefined ? first : this.#kind.merge(first, second))
    }
    this.#columns = pairs
    this.#seconds *= 2
  }
}
