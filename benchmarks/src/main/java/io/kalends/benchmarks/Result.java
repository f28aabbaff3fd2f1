package io.kalends.benchmarks;

import java.util.List;

/** What a benchmark came to. */
interface Result {

    /** The last line, for people and scripts. */
    String line();

    /** The targets that were missed, in words; empty if none was. */
    List<String> missed();
}
