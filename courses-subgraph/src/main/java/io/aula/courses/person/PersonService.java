package io.aula.courses.person;

import io.aula.platform.crash.CrashPoints;
import io.aula.platform.id.UserId;
import io.aula.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Forgets people whose account is gone, and says so when nothing is left; tells others what is kept of them. */
@Service
public class PersonService {
    private static final int MOST_AT_ONCE = 20;

    private final ErasedPeople erased;
    private final List<PersonalRecords> records;
    private final Outbox outbox;
    private final Clock clock;

    PersonService(ErasedPeople erased, List<PersonalRecords> records, Outbox outbox, Clock clock) {
        this.erased = erased;
        this.records = List.copyOf(records);
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Whether nothing may be kept of them any more, whatever is told of them late; true to the end of the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isErased(UserId person) {
        return erased.isErased(person);
    }

    @Transactional
    public void erase(UserId person, long version) {
        erased.await(person);
        erased.note(person, version, clock.instant());
        records.forEach(each -> each.erase(person));
        erased.forgetKeys(person);
        CrashPoints.reach("person.before-commit");
    }

    /** Tells identity of those of whom not even a file is left. */
    @Transactional
    public void confirm() {
        Instant now = clock.instant();
        for (ErasedPeople.Erased person : erased.unconfirmed(MOST_AT_ONCE)) {
            if (records.stream().allMatch(each -> each.isGone(person.id()))) {
                erased.confirmed(person.id(), now);
                outbox.append(
                        "user.erased",
                        person.id().text(),
                        person.version(),
                        Map.of("userId", person.id().text(), "store", "COURSES"));
            }
        }
    }

    /**
     * Some rows of one list.
     *
     * @param next where to go on; null when that was all
     */
    record Page(String file, List<String> rows, @Nullable String next) {
        Page {
            rows = List.copyOf(rows);
        }
    }

    /** @param after empty, or {@code next} of the page before: the list's number, a colon and a place in it */
    Page tell(UserId person, String after) {
        List<Listed> lists = records.stream()
                .flatMap(each -> each.files().stream().map(file -> new Listed(each, file)))
                .toList();
        int colon = after.indexOf(':');
        int at = colon < 0 ? 0 : Integer.parseInt(after, 0, colon, 10);
        Listed list = lists.get(at);
        int most = list.of().mostRows(list.file());
        List<PersonalRecords.Row> rows =
                list.of().tell(person, list.file(), colon < 0 ? "" : after.substring(colon + 1), most);
        return new Page(
                list.file(),
                rows.stream().map(PersonalRecords.Row::json).toList(),
                rows.size() == most ? at + ":" + rows.getLast().key() : at + 1 < lists.size() ? at + 1 + ":" : null);
    }

    private record Listed(PersonalRecords of, String file) {}
}
