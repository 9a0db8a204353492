package io.aula.identity.privacy.export;

import io.aula.identity.account.AccountService;
import io.aula.identity.account.PersonalRecords;
import io.aula.identity.account.letter.LetterBox;
import io.aula.identity.account.letter.LetterKind;
import io.aula.identity.audit.AuditTrail;
import io.aula.identity.privacy.PrivacySettings;
import io.aula.platform.id.Ids;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes the wish for one's own data, makes the file, and hands it to its person. */
@Service
class ExportService {
    /** One file in so long. */
    static final Duration EVERY = Duration.ofDays(1);

    /** By when it is ready as a rule. */
    private static final Duration USUAL = Duration.ofMinutes(15);

    /** More pages than anything of a service's fills. */
    private static final int MOST_PAGES = 5_000;

    private final DataExports exports;
    private final List<PersonalRecords> records;
    private final OtherServices others;
    private final AccountService accounts;
    private final LetterBox letterBox;
    private final AuditTrail audit;
    private final PrivacySettings settings;
    private final Clock clock;

    ExportService(
            DataExports exports,
            List<PersonalRecords> records,
            OtherServices others,
            AccountService accounts,
            LetterBox letterBox,
            AuditTrail audit,
            PrivacySettings settings,
            Clock clock) {
        this.exports = exports;
        this.records = List.copyOf(records);
        this.others = others;
        this.accounts = accounts;
        this.letterBox = letterBox;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** What came of the wish. */
    sealed interface Outcome {
        record Begun(DataExport export) implements Outcome {}

        /** @param again when the next one may be asked for */
        record TooSoon(Instant again) implements Outcome {}

        record NoLongerIn() implements Outcome {}
    }

    /** Asked again while one is being made, it is that one. */
    @Transactional
    public Outcome ask(Caller caller) {
        if (accounts.live(caller).isEmpty() || accounts.lock(caller.user()).isEmpty()) {
            return new Outcome.NoLongerIn();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        DataExport wanted = new DataExport(Ids.next(DataExport.PREFIX), caller.user(), now, null, null, null, null);
        if (exports.begin(wanted, now.minus(EVERY))) {
            audit.record(caller.user(), "account.export-asked", caller.userId());
            return new Outcome.Begun(wanted);
        }
        DataExport before = exports.of(caller.user()).orElseThrow();
        return before.stateAt(now) == DataExport.State.PREPARING
                ? new Outcome.Begun(before)
                : new Outcome.TooSoon(before.askedAt().plus(EVERY));
    }

    static Instant usuallyReadyBy(DataExport export) {
        return export.askedAt().plus(USUAL);
    }

    Optional<DataExport> of(UserId person) {
        return exports.of(person);
    }

    DataExport.State stateOf(DataExport export) {
        return export.stateAt(clock.instant());
    }

    /**
     * All that there is. Read without a transaction around it: it is as long as a person has been here.
     *
     * @throws OtherServices.NoAnswerException while somebody is away who may know of them
     * @throws Archive.TooLargeException when it is more than one file holds
     */
    byte[] gather(UserId person) {
        Archive archive = new Archive();
        records.forEach(each -> each.tell(person).forEach(told -> archive.add("identity", told.file(), told.rows())));
        others.names().forEach(service -> gather(archive, service, person));
        return archive.pack(clock.instant());
    }

    private void gather(Archive archive, String service, UserId person) {
        String after = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            OtherServices.Page told = others.ask(service, person, after);
            archive.add(service, told.file(), told.rows());
            String next = told.next();
            if (next == null) {
                return;
            }
            after = next;
        }
        throw new Archive.TooLargeException();
    }

    /** And its person is told; once, whoever made it. */
    @Transactional
    public void ready(UserId person, String id, byte[] archive) {
        Instant now = clock.instant();
        Instant until = now.plus(settings.exportKept());
        if (exports.ready(id, archive, now, until)) {
            letterBox.toPerson(
                    LetterKind.EXPORT_READY,
                    person,
                    until.atOffset(ZoneOffset.UTC).toLocalDate().toString());
        }
    }

    /** Its bytes, for nobody but its person; empty when there is none, or none any more. */
    @Transactional
    public Optional<byte[]> fetch(Caller caller, String id) {
        Optional<byte[]> archive = exports.archive(id, caller.user(), clock.instant());
        archive.ifPresent(bytes -> audit.record(caller.user(), "account.export-fetched", caller.userId()));
        return archive;
    }
}
