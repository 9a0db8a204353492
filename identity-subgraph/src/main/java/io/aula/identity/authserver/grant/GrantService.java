package io.aula.identity.authserver.grant;

import io.aula.identity.audit.AuditTrail;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person has allowed, and takes back. */
@Service
class GrantService {
    private static final int MOST = 50;

    private final GrantRows rows;
    private final AuditTrail audit;
    private final Clock clock;

    GrantService(GrantRows rows, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.audit = audit;
        this.clock = clock;
    }

    List<Grant> of(Caller caller) {
        return rows.of(caller.user(), clock.instant(), MOST);
    }

    /** False when the program had no permission. */
    @Transactional
    public boolean revoke(Caller caller, String clientId) {
        if (!rows.revoke(caller.user(), clientId, clock.instant())) {
            return false;
        }
        audit.record(caller.user(), "grant.revoked", caller.userId(), clientId);
        return true;
    }
}
