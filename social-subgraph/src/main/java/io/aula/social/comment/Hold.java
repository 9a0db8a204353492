package io.aula.social.comment;

import io.aula.platform.id.ReportId;
import org.jspecify.annotations.Nullable;

/**
 * Why something that somebody wrote is kept and not shown.
 *
 * @param by the report about it, or {@link #SUSPENSION}
 * @param rule what it is said to break: a reason to report, or {@link #SUSPENSION}
 */
public record Hold(String by, String rule) {
    /** Its author's account is closed for now. */
    static final String SUSPENSION = "SUSPENSION";

    /** While its author's account is closed. */
    public static Hold ofSuspension() {
        return new Hold(SUSPENSION, SUSPENSION);
    }

    public static Hold of(ReportId report, String rule) {
        return new Hold(report.text(), rule);
    }

    public boolean isOfSuspension() {
        return by.equals(SUSPENSION);
    }

    /** The page on which its author reads of it and may object; null of a suspension. */
    public @Nullable String page() {
        return isOfSuspension() ? null : "/moderation/" + by;
    }
}
