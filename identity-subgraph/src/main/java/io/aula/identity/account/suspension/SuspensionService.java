package io.aula.identity.account.suspension;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.LiveSessions;
import io.aula.identity.account.Role;
import io.aula.identity.account.letter.LetterBox;
import io.aula.identity.account.letter.LetterKind;
import io.aula.identity.audit.AuditTrail;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import io.aula.platform.text.PlainText;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Closes accounts and opens them. A closed one signs in nowhere, renews nothing, and its tokens are worth nothing within ten minutes. */
@Service
class SuspensionService {
    private static final int LONGEST_REASON = 500;

    private final AccountService accounts;
    private final LiveSessions sessions;
    private final LetterBox letterBox;
    private final AuditTrail audit;

    SuspensionService(AccountService accounts, LiveSessions sessions, LetterBox letterBox, AuditTrail audit) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.letterBox = letterBox;
        this.audit = audit;
    }

    /** Asked twice it is done once. */
    @Transactional
    public SuspensionOutcome setActive(Caller caller, UserId person, boolean isActive, String reason) {
        if (accounts.live(caller).filter(admin -> admin.has(Role.ADMIN)).isEmpty()) {
            return new SuspensionOutcome.NoLongerAdmin();
        }
        if (caller.user().equals(person)) {
            return new SuspensionOutcome.OneselfIsKept();
        }
        String tidy = PlainText.name(reason);
        if (PlainText.isBlank(tidy) || tidy.length() > LONGEST_REASON) {
            return new SuspensionOutcome.ReasonInvalid(LONGEST_REASON);
        }
        if (accounts.setActive(person, isActive)) {
            if (!isActive) {
                sessions.endAll(person);
            }
            letterBox.toPerson(isActive ? LetterKind.RESTORED : LetterKind.SUSPENDED, person);
            audit.record(caller.user(), isActive ? "account.restored" : "account.suspended", person.text(), tidy);
        }
        Optional<Account> account = accounts.byId(person);
        return account.<SuspensionOutcome>map(SuspensionOutcome.Stands::new)
                .orElseGet(() -> new SuspensionOutcome.NoSuchPerson(person.text()));
    }
}
