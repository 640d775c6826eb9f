/** What every line has. */
export interface Line {
  /**
   * When it happened, by the clock of the run: that of a rehearsal is virtual. Of `resource` it is the service's time.
   *
   * @format date-time
   */
  readonly time: string;
  /** The lab that the line is about, where the settings describe several. */
  readonly lab?: string;
}
