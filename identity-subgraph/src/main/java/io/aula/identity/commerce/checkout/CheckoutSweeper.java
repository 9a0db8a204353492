package io.aula.identity.commerce.checkout;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.commerce.offer.OfferService;
import io.aula.identity.commerce.payment.PaymentProvider;
import io.aula.identity.commerce.payment.PaymentsAwayException;
import io.aula.platform.id.CheckoutId;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks after checkouts of which nothing was heard: what the provider told may have been lost on its way. */
@Component
public class CheckoutSweeper {
    private static final Duration QUIET = Duration.ofMinutes(2);
    private static final int MOST_AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(CheckoutSweeper.class);

    private final Checkouts checkouts;
    private final Alignment alignment;
    private final PaymentProvider provider;
    private final AccountService accounts;
    private final OfferService offers;
    private final Purchasable purchasable;
    private final Clock clock;

    CheckoutSweeper(
            Checkouts checkouts,
            Alignment alignment,
            PaymentProvider provider,
            AccountService accounts,
            OfferService offers,
            Purchasable purchasable,
            Clock clock) {
        this.checkouts = checkouts;
        this.alignment = alignment;
        this.provider = provider;
        this.accounts = accounts;
        this.offers = offers;
        this.purchasable = purchasable;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT60S", initialDelayString = "PT20S")
    public void sweep() {
        if (!provider.isConfigured()) {
            return;
        }
        for (CheckoutId id : checkouts.neglected(clock.instant().minus(QUIET), MOST_AT_ONCE)) {
            try {
                look(id);
            } catch (PaymentsAwayException away) {
                if (away.isOfAll()) {
                    LOG.warn("The payment provider does not answer; the sweep goes on in a minute", away);
                    return;
                }
                passOver(id, away);
            } catch (RuntimeException broken) {
                passOver(id, broken);
            }
        }
    }

    /** The account may be closed since, the course free, given, at rest or not for sale, the membership taken out. */
    private boolean isStillFor(Checkout checkout) {
        return accounts.byId(checkout.userId()).filter(Account::active).isPresent()
                && offers.byId(checkout.offerId())
                        .filter(offer ->
                                purchasable.refuse(checkout.userId(), offer).isEmpty())
                        .isPresent();
    }

    /** One that cannot be read keeps nobody else waiting. */
    private void passOver(CheckoutId id, RuntimeException broken) {
        LOG.error("Checkout {} cannot be aligned; it is looked at again in its turn", id, broken);
        checkouts.lookedAt(id, clock.instant());
    }

    private void look(CheckoutId id) {
        Checkout checkout = checkouts.byId(id).orElseThrow();
        if (checkout.sessionId() != null) {
            if (!isStillFor(checkout)) {
                provider.close(checkout.sessionId()); // What was paid in the meantime is paid, and stays so.
            }
            alignment.align(id);
        } else {
            checkouts.giveUp(id, clock.instant());
        }
    }
}
