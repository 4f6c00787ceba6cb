package keilog.protocol.block;

/**
 * Codec 2: an adaptive range coder. Counts, presence, times and columns of a group go bit by bit
 * through one arithmetic coder; both directions run the same lines, and integers only.
 */
final class RangeGroupCodec implements GroupCodec {
  private static final int ROW_BITS = 5;
  private static final int FIRST_BITS = 7;
  private static final int ALWAYS = 1016 << 12;

  private final int columns;
  private final long everything;
  private final long nominalTicks;
  private final BitCoder coder = new BitCoder();
  private final BitMixer mixer;
  private final ColumnModel[] models;
  private final ColumnModel distances;
  private final Partners partners;
  private final RowContext context = new RowContext();
  private long[] steps = new long[64];
  private long lastTick;
  private boolean begun;
  private int lastRows;
  private int fullHistory;
  private long lastPresence;
  private boolean damaged;

  RangeGroupCodec(int columns, long nominalTicks) {
    this.columns = columns;
    this.everything = columns == 64 ? -1L : (1L << columns) - 1;
    this.nominalTicks = nominalTicks;
    this.mixer = new BitMixer(coder, Slots.SHARED + (columns + 1) * Slots.COLUMN, Slots.SETS);
    this.models = new ColumnModel[columns];
    for (int c = 0; c < columns; c++) {
      models[c] = new ColumnModel(mixer, Slots.SHARED + c * Slots.COLUMN, ColumnModel.VALUES);
    }
    this.distances =
        new ColumnModel(mixer, Slots.SHARED + columns * Slots.COLUMN, ColumnModel.DISTANCES);
    this.partners = new Partners(columns);
    reset();
  }

  @Override
  public void reset() {
    mixer.reset();
    for (int history = 0; history < 4; history++) {
      mixer.prime(Slots.FULL + history, ALWAYS, 20);
    }
    for (int step = 0; step < 64; step++) {
      mixer.prime(Slots.SCALE + step, LaplaceTable.stay(step), 6);
    }
    for (ColumnModel model : models) {
      model.reset(0);
    }
    distances.reset(nominalTicks);
    partners.reset();
    lastTick = 0;
    begun = false;
    lastRows = 0;
    fullHistory = 0;
    lastPresence = everything;
  }

  @Override
  public void encode(GroupBatch batch, ByteSink into) {
    int start = into.size();
    coder.write(into);
    codeRows(batch.size());
    code(batch);
    coder.finish(start);
  }

  @Override
  public void decode(ByteCursor from, GroupBatch batch, long[] cells, int start, int limit)
      throws DamagedPayload {
    coder.read(from.bytes(), from.at(), from.end());
    damaged = false;
    int rows = codeRows(0);
    GroupCodec.checkRows(batch, rows, start, limit);
    batch.place(cells, start, rows, true);
    code(batch);
    if (damaged || !coder.endsWell()) {
      throw new DamagedPayload(
          "a group's code ends where its writer ended it: group=%d, bytes=%d"
              .formatted(batch.group().id(), from.remaining()));
    }
    from.skip(from.remaining());
  }

  private void code(GroupBatch batch) {
    boolean full = codePresence(batch);
    context.begin(batch.size());
    codeTimes(batch);
    if (steps.length < batch.size() * columns) {
      steps = new long[Integer.highestOneBit(batch.size() * columns) << 1];
    }
    for (int column = 0; column < columns; column++) {
      codeColumn(batch, column, full);
    }
    partners.end();
  }

  private int codeRows(int rows) {
    long coded = lastRows + codeNumber(rows - lastRows, Slots.ROWS, ROW_BITS);
    lastRows = (int) Math.max(0, Math.min(GroupBatch.MOST_CELLS, coded));
    return lastRows;
  }

  /** A number without a past: class of its zigzag form in a tree of bits, then its low bits. */
  private long codeNumber(long value, int tree, int treeBits) {
    long zigzag = value << 1 ^ value >> 63;
    int size = 64 - Long.numberOfLeadingZeros(zigzag);
    int node = 1;
    for (int i = treeBits - 1; i >= 0; i--) {
      node = node << 1 | mixer.code(size >>> i & 1, tree + node);
    }
    size = node - (1 << treeBits);
    if (size > 64) {
      damaged = true;
      size = 64;
    }
    if (size > 1) {
      zigzag = 1L << size - 1 | mixer.direct(zigzag, size - 1);
    } else {
      zigzag = size;
    }
    return zigzag >>> 1 ^ -(zigzag & 1);
  }

  private boolean codePresence(GroupBatch batch) {
    int full = mixer.code(batch.full() ? 1 : 0, Slots.FULL + (fullHistory & 3));
    fullHistory = fullHistory << 1 | full;
    if (full != 0) {
      return true;
    }
    batch.sparse();
    int at = batch.presenceStart();
    for (int row = 0; row < batch.size(); row++, at++) {
      long presence = batch.cells()[at];
      if (mixer.code(presence == lastPresence ? 1 : 0, Slots.SAME_PRESENCE) == 0) {
        long coded = 0;
        for (int c = 0; c < columns; c++) {
          int before = (int) (lastPresence >>> c) & 1;
          int slot = Slots.SHARED + c * Slots.COLUMN + Slots.PRESENT + before;
          coded |= (long) mixer.code((int) (presence >>> c) & 1, slot) << c;
        }
        damaged |= coded == 0;
        lastPresence = coded;
      }
      batch.cells()[at] = lastPresence;
    }
    return false;
  }

  private void codeTimes(GroupBatch batch) {
    long[] cells = batch.cells();
    int at = batch.tickStart();
    for (int row = 0; row < batch.size(); row++, at++) {
      context.at(row);
      if (begun) {
        long distance = distances.code(cells[at] - lastTick, context);
        context.setPace(distance, distances.mean());
        lastTick += distance;
      } else {
        lastTick = codeNumber(cells[at], Slots.FIRST, FIRST_BITS);
        begun = true;
      }
      cells[at] = lastTick;
    }
    context.timesDone(batch.size());
  }

  private void codeColumn(GroupBatch batch, int column, boolean full) {
    ColumnModel model = models[column];
    long[] cells = batch.cells();
    int rows = batch.size();
    int at = batch.columnStart(column);
    int step = column * rows;
    partners.begin(column);
    if (model.begun() && codeStill(batch, column)) {
      for (int row = 0; row < rows; row++) {
        cells[at + row] = full || batch.present(column, row) ? model.last() : 0;
        steps[step + row] = 0;
        context.at(row);
        context.tell(0, 0);
      }
      return;
    }
    int partner = partners.choose(column);
    for (int row = 0; row < rows; row++) {
      long before = model.last();
      boolean began = model.begun();
      steps[step + row] = 0;
      if (!full && !batch.present(column, row)) {
        cells[at + row] = 0;
        continue;
      }
      if (!began) {
        model.begin(codeNumber(cells[at + row], Slots.FIRST, FIRST_BITS));
        cells[at + row] = model.last();
        continue;
      }
      context.at(row);
      long partnerStep = 0;
      if (partner == Partners.NONE) {
        context.withoutPartner();
      } else {
        partnerStep = steps[partner * rows + row];
        context.withPartner(partnerStep, partners.expected(column, partnerStep));
      }
      cells[at + row] = model.code(cells[at + row], context);
      steps[step + row] = model.last() - before;
      partners.note(column, row, model.last() - before, partnerStep);
    }
  }

  private boolean codeStill(GroupBatch batch, int column) {
    ColumnModel model = models[column];
    boolean repeats = !coder.reading();
    for (int row = 0; repeats && row < batch.size(); row++) {
      repeats = batch.raw(column, row) == model.last() || !batch.present(column, row);
    }
    int neighbour = column == 0 ? 0 : models[column - 1].stillHistory();
    return model.still(repeats, neighbour, batch.size());
  }
}
