package io.aula.social.moderation;

import io.aula.platform.id.ReportId;
import io.aula.platform.id.UserId;
import io.aula.platform.outbox.Relay;
import io.aula.platform.security.Caller;
import io.aula.social.comment.HeldComments.Content;
import io.aula.social.documents.PendingEvent;
import io.aula.social.moderation.ModerationEvents.Outcome;
import io.aula.social.moderation.Report.Appeal;
import io.aula.social.moderation.Report.Complaint;
import io.aula.social.moderation.Report.Decision;
import io.aula.social.pace.Leave;
import io.aula.social.pace.Pace;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Service;

/**
 * Complaining, deciding and objecting; each one a single change of a report, or a refusal that says why.
 *
 * <pre>
 *              enough people, or who keeps order
 *   in sight ──────────────────────────────────► HELD ──dismissed──► in sight
 *       └───────────── upheld ──► REMOVED ◄──upheld──┘
 *                                    └──objected──► another moderator ──► in sight, or REMOVED
 * </pre>
 */
@Service
class ModerationService {
    private static final int MOST_COMPLAINTS = 100;
    private static final int TRIES = 5;

    private final Reports reports;
    private final Targets targets;
    private final Consequences consequences;
    private final ModerationEvents events;
    private final Relay relay;
    private final Pace pace;
    private final ModerationSettings settings;
    private final Clock clock;

    ModerationService(
            Reports reports,
            Targets targets,
            Consequences consequences,
            ModerationEvents events,
            @Qualifier("moderationRelay") Relay relay,
            Pace pace,
            ModerationSettings settings,
            Clock clock) {
        this.reports = reports;
        this.targets = targets;
        this.consequences = consequences;
        this.events = events;
        this.relay = relay;
        this.pace = pace;
        this.settings = settings;
        this.clock = clock;
    }

    /** Done or refused. */
    sealed interface Result {
        record Done(Report report) implements Result {}

        record Refused(Refusal why) implements Result {}
    }

    private static Result refused(Refusal why) {
        return new Result.Refused(why);
    }

    static boolean isModerator(Caller person) {
        return person.isStaff() && person.hasScope("community:moderate");
    }

    /** To a moderator, and to whose it is once it is out of sight or was. */
    Optional<Report> find(String id, Optional<Caller> reader) {
        return ReportId.parse(id)
                .flatMap(reports::byId)
                .filter(report ->
                        reader.filter(person -> isReadableBy(report, person)).isPresent());
    }

    static boolean isReadableBy(Report report, Caller person) {
        boolean wasOutOfSight = report.isOutOfSight() || !report.decisions().isEmpty();
        return isModerator(person) || (person.user().equals(report.authorId()) && wasOutOfSight);
    }

    /** Once for a person and a thing; a second time says what the first did. */
    Result report(Caller person, ReportInput input) {
        if (Wording.isTooLong(input.note())) {
            return refused(new Refusal.BadText("input.note"));
        }
        Optional<Target> target = Target.parse(input.targetId());
        if (target.isEmpty()) {
            return refused(new Refusal.NoTarget(input.targetId()));
        }
        boolean isSeen = targets.isVisible(target.get());
        Optional<Report> before = reports.about(input.targetId());
        if (before.isPresent() && before.get().isFrom(person.user())) {
            return new Result.Done(before.get());
        }
        // What others had held while this person still saw it is complained of with them.
        boolean isHeldMeanwhile =
                before.filter(report -> report.status() == ReportStatus.OPEN).isPresent()
                        && targets.content(target.get()).isPresent();
        if (!(isSeen || isHeldMeanwhile) || !targets.isOpenTo(target.get(), person)) {
            return refused(new Refusal.NoTarget(input.targetId()));
        }
        UserId author = author(target.get());
        if (person.user().equals(author) || person.user().text().equals(input.targetId())) {
            return refused(new Refusal.OnesOwn());
        }
        return switch (pace.ask(person.user())) {
            case Leave.Given() -> complain(person, target.get(), author, input);
            case Leave.Withheld why -> refused(new Refusal.NoLeave(why));
        };
    }

    private @Nullable UserId author(Target target) {
        return targets.content(target).map(Content::author).orElse(null);
    }

    private Result complain(Caller person, Target target, @Nullable UserId author, ReportInput input) {
        Complaint complaint = new Complaint(
                person.user(), input.reason(), Wording.of(input.note()).orElse(null), now());
        for (int i = 0; i < TRIES; i++) {
            Optional<Report> seen = reports.about(target.text());
            Optional<Report> told = seen.isEmpty() ? begin(target, author, complaint) : join(seen.get(), complaint);
            if (told.isPresent()) {
                return new Result.Done(holdIfItMust(told.get(), targets.isKeptBy(target, person)));
            }
        }
        throw new IllegalStateException("Nowhere to report " + target.text());
    }

    private Optional<Report> begin(Target target, @Nullable UserId author, Complaint complaint) {
        Report fresh = new Report(
                ReportId.next(),
                target.text(),
                author,
                List.of(complaint),
                ReportStatus.OPEN,
                false,
                List.of(),
                null,
                complaint.at(),
                complaint.at(),
                1,
                List.of());
        try {
            reports.insert(fresh);
            return Optional.of(fresh);
        } catch (DuplicateKeyException e) { // somebody else was first
            return Optional.empty();
        }
    }

    /** What was decided is open again; of what so many complained of already one more says nothing new. */
    private Optional<Report> join(Report seen, Complaint complaint) {
        if (seen.isFrom(complaint.reporterId()) || seen.complaints().size() >= MOST_COMPLAINTS) {
            return Optional.of(seen);
        }
        Update joined = new Update();
        if (seen.status() == ReportStatus.DISMISSED || (seen.status() == ReportStatus.UPHELD && !isHideable(seen))) {
            joined.set("status", ReportStatus.OPEN).set("at", complaint.at());
        }
        return reports.join(seen, complaint, joined);
    }

    private boolean isHideable(Report report) {
        return targets.isHideable(report.target());
    }

    /** Whoever changes it meanwhile may see less than a keeper's word, so that this looks again at what there is by then. */
    private Report holdIfItMust(Report report, boolean isByKeeper) {
        Report seen = report;
        for (int i = 0; i < TRIES && isToBeHeld(seen, isByKeeper); i++) {
            Optional<Report> held =
                    reports.change(seen, told(seen, Outcome.HELD).set("isHeld", true));
            if (held.isPresent()) {
                settle(held.get());
                return held.get();
            }
            seen = reports.byId(seen.id()).orElse(seen);
        }
        return seen;
    }

    /** What a moderator let pass is held by nobody's number, unless it says something else by now. */
    private boolean isToBeHeld(Report report, boolean isByKeeper) {
        boolean isFree = report.status() != ReportStatus.OPEN || report.isHeld() || !isHideable(report);
        return !isFree && (isByKeeper || (report.fresh() >= settings.heldAfter() && isUnseen(report)));
    }

    private boolean isUnseen(Report report) {
        Instant changedAt =
                targets.content(report.target()).map(Content::changedAt).orElse(Instant.MIN);
        return report.latest().map(last -> changedAt.isAfter(last.at())).orElse(true);
    }

    private Update told(Report report, Outcome outcome) {
        Update update = new Update();
        Optional<PendingEvent> event = events.decided(report, outcome, now());
        event.ifPresent(each -> update.push("pending", each));
        return update;
    }

    private void settle(Report report) {
        consequences.follow(report);
        relay.wake();
    }

    /** What was deleted meanwhile is decided about all the same: a report never stands in nobody's hands. */
    Result resolve(Caller person, String id, boolean isUpheld, @Nullable String note) {
        if (Wording.isTooLong(note)) {
            return refused(new Refusal.BadText("note"));
        }
        return decide(person, id, report -> switch (report.status()) {
            case UPHELD -> isUpheld ? new Result.Done(report) : refused(new Refusal.Decided());
            case DISMISSED -> isUpheld ? refused(new Refusal.Decided()) : new Result.Done(report);
            case APPEALED ->
                report.latest().filter(last -> person.user().equals(last.by())).isPresent()
                        ? refused(new Refusal.SameModerator())
                        : decided(person, report, isUpheld, note);
            case OPEN -> decided(person, report, isUpheld, note);
        });
    }

    /** What was decided waits again, out of sight if it was: for who was mistaken. */
    Result reopen(Caller person, String id) {
        return decide(person, id, report -> switch (report.status()) {
            case OPEN, APPEALED -> refused(new Refusal.NotDecided());
            case UPHELD, DISMISSED -> {
                Update opened = new Update()
                        .set("status", ReportStatus.OPEN)
                        .set("isHeld", report.status() == ReportStatus.UPHELD && isHideable(report))
                        .set("at", now())
                        .push("decisions", new Decision(person.user(), null, null, now()));
                yield changed(report, opened);
            }
        });
    }

    private Result decide(Caller person, String id, Function<Report, Result> how) {
        if (!isModerator(person)) {
            return refused(new Refusal.NoModerator());
        }
        Optional<Report> found = ReportId.parse(id).flatMap(reports::byId);
        if (found.isEmpty()) {
            return refused(new Refusal.NoReport(id));
        }
        boolean isOwn = person.user().equals(found.get().authorId())
                || person.user().text().equals(found.get().targetId());
        return isOwn ? refused(new Refusal.OnesOwn()) : how.apply(found.get());
    }

    private Result decided(Caller person, Report report, boolean isUpheld, @Nullable String note) {
        boolean isTold = isHideable(report) && (isUpheld || report.isOutOfSight());
        Update update = isTold ? told(report, isUpheld ? Outcome.REMOVED : Outcome.RESTORED) : new Update();
        return changed(
                report,
                update.set("status", isUpheld ? ReportStatus.UPHELD : ReportStatus.DISMISSED)
                        .set("isHeld", false)
                        .set("at", now())
                        .push(
                                "decisions",
                                new Decision(
                                        person.user(),
                                        isUpheld,
                                        Wording.of(note).orElse(null),
                                        now())));
    }

    /** As it was seen: of two who decide at once one is told. */
    private Result changed(Report report, Update update) {
        Optional<Report> now = reports.change(report, update);
        now.ifPresent(this::settle);
        return now.<Result>map(Result.Done::new).orElseGet(() -> refused(new Refusal.Decided()));
    }

    /** By whose it is, once. */
    Result appeal(Caller person, String id, String text) {
        if (Wording.isTooLong(text) || Wording.of(text).isEmpty()) {
            return refused(new Refusal.BadText("text"));
        }
        Optional<Report> found =
                find(id, Optional.of(person)).filter(report -> person.user().equals(report.authorId()));
        if (found.isEmpty()) {
            return refused(new Refusal.NoReport(id));
        }
        if (!found.get().mayAppeal(person.user())) {
            return refused(new Refusal.NoAppeal());
        }
        return changed(
                found.get(),
                new Update()
                        .set("status", ReportStatus.APPEALED)
                        .set("appeal", new Appeal(Wording.of(text).orElseThrow(), now()))
                        .set("at", now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
