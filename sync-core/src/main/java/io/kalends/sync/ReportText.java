package io.kalends.sync;

import java.util.List;

/** Lays reports and plans out for people. */
final class ReportText {

    private ReportText() {}

    static String of(String title, List<Step> steps, Tally tally, Standing standing, String end) {
        StringBuilder text = new StringBuilder(title).append('\n');
        for (Side side : Side.values()) {
            text.append(String.format("  %-6s %s%n", side.label(), tally.describe(side)));
        }
        for (Step step : steps) {
            text.append("    ").append(step).append('\n');
        }
        int all = 0;
        for (Action action : Action.values()) {
            all += tally.count(action);
        }
        if (all > steps.size()) {
            text.append("    … and ").append(all - steps.size()).append(" more\n");
        }
        if (!standing.describe().isEmpty()) {
            text.append("  not at rest: ").append(standing.describe()).append('\n');
        }
        if (!standing.approvals().isEmpty()) {
            text.append("  held for approval: ")
                    .append(String.join(", ", standing.approvals()))
                    .append('\n');
        }
        if (!end.isEmpty()) {
            text.append("  ").append(end).append('\n');
        }
        return text.toString();
    }
}
