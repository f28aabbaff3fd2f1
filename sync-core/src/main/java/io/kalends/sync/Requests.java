package io.kalends.sync;

/**
 * The calls a run made to one side.
 *
 * @param pages pages listed
 * @param fetches fetches by id
 * @param writes write calls, whatever the number of records in them
 */
public record Requests(int pages, int fetches, int writes) {

    public int total() {
        return pages + fetches + writes;
    }

    /** Both counts in one. */
    public Requests plus(Requests other) {
        return new Requests(pages + other.pages, fetches + other.fetches, writes + other.writes);
    }

    @Override
    public String toString() {
        return pages + " pages, " + fetches + " fetches, " + writes + " writes";
    }
}
