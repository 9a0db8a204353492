package io.aula.identity.authserver.session;

import io.aula.identity.account.AccountService;
import io.aula.identity.account.LiveSessions;
import io.aula.identity.audit.AuditTrail;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sign-ins of a person. */
@Service
class SessionService implements LiveSessions {
    private static final String NONE = "";

    private final SessionRows rows;
    private final StepUp stepUp;
    private final AccountService accounts;
    private final AuditTrail audit;
    private final Clock clock;

    SessionService(SessionRows rows, StepUp stepUp, AccountService accounts, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.stepUp = stepUp;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    List<Session> of(Caller caller) {
        return rows.of(caller.user(), caller.session(), clock.instant(), MOST);
    }

    @Override
    public boolean isOwn(Caller caller) {
        return rows.isOwn(caller.session(), caller.user());
    }

    @Override
    public boolean isProved(Caller caller) {
        return stepUp.isProved(caller);
    }

    /** A client that acts on its own has no sign-in that could end. */
    @Override
    public boolean isLive(Caller caller) {
        return caller.session().isEmpty() || rows.isLive(caller.session());
    }

    @Override
    @Transactional
    public void endAll(UserId person) {
        endAll(person, NONE);
    }

    /** Everywhere but here, other programs included: for who chose another password. */
    @Transactional
    public void endAllButOwn(Caller caller) {
        endAll(caller.user(), caller.session());
    }

    private void endAll(UserId person, String kept) {
        Instant now = clock.instant();
        rows.endAll(person, kept, now);
        rows.forgetCodes(person, kept);
        rows.endBrowsers(person, kept, now);
    }

    /** False when there is no such sign-in. */
    @Transactional
    public boolean end(Caller caller, String session) {
        Instant now = clock.instant();
        if (!rows.end(session, caller.user(), now)) {
            return false;
        }
        rows.endBrowser(session, caller.session(), now);
        audit.record(caller.user(), "session.ended", caller.userId(), session);
        return true;
    }

    /** Also of browsers that are at our sign-in pages only: what tokens say is old from here on, the caller's too. */
    @Transactional
    public void endOthers(Caller caller) {
        accounts.signOutEverywhere(caller.user());
        Instant now = clock.instant();
        int ended = rows.endOthers(caller.user(), caller.session(), now);
        rows.endBrowsers(caller.user(), caller.session(), now);
        audit.record(caller.user(), "session.others-ended", caller.userId(), String.valueOf(ended));
    }
}
