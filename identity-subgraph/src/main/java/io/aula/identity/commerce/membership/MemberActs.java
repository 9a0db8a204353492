package io.aula.identity.commerce.membership;

import io.aula.identity.account.AccountService;
import io.aula.identity.commerce.payment.Deadline;
import io.aula.identity.commerce.payment.PaymentsAwayException;
import io.aula.platform.security.Caller;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What all acts of members have in common: who may act is looked up live, and the provider has as long as somebody waits for it. */
@Component
class MemberActs {
    /** The gateway waits for eight seconds. */
    static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final Logger LOG = LoggerFactory.getLogger(MemberActs.class);

    private final Memberships memberships;
    private final AccountService accounts;

    MemberActs(Memberships memberships, AccountService accounts) {
        this.memberships = memberships;
        this.accounts = accounts;
    }

    /** Of somebody whose account is looked up live: a token may be older than its end. */
    Optional<Membership> live(Caller caller) {
        return accounts.live(caller)
                .flatMap(person -> memberships.of(person.id()))
                .filter(its -> !its.isOver());
    }

    MembershipOutcome acting(Caller caller, Function<Membership, MembershipOutcome> act) {
        Membership membership = live(caller).orElse(null);
        if (membership == null) {
            return new MembershipOutcome.None();
        }
        try {
            return Deadline.within(PATIENCE, () -> act.apply(membership));
        } catch (PaymentsAwayException away) {
            LOG.warn("The payment provider does not answer about {}", membership.id(), away);
            return new MembershipOutcome.ProviderAway();
        }
    }

    MembershipOutcome stands(Membership membership) {
        return new MembershipOutcome.Stands(memberships.byId(membership.id()).orElseThrow());
    }
}
