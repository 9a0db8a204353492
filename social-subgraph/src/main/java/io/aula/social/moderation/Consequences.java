package io.aula.social.moderation;

import io.aula.social.comment.Hold;
import org.springframework.stereotype.Component;

/** Brings what a report is about to where the report says: in sight, held or removed. A second time changes nothing. */
@Component
class Consequences {
    private static final int TRIES = 3;

    private final Reports reports;
    private final Targets targets;

    Consequences(Reports reports, Targets targets) {
        this.reports = reports;
        this.targets = targets;
    }

    /** The report is read again afterwards: of two who decide at once, the last to act has seen both. */
    void follow(Report report) {
        Report seen = report;
        for (int i = 0; i < TRIES; i++) {
            apply(seen);
            Report now = reports.byId(seen.id()).orElse(seen);
            if (now.v() == seen.v()) {
                return;
            }
            seen = now;
        }
    }

    private void apply(Report report) {
        Target target = report.target();
        Hold hold = Hold.of(report.id(), report.reason().name());
        switch (report.status()) {
            case UPHELD, APPEALED -> targets.remove(target, hold);
            case DISMISSED -> targets.restore(target, report.id());
            case OPEN -> {
                if (report.isHeld()) {
                    targets.hold(target, hold);
                }
            }
        }
    }
}
