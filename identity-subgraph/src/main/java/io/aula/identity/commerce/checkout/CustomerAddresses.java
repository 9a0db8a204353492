package io.aula.identity.commerce.checkout;

import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.commerce.payment.PaymentProvider;
import io.aula.identity.commerce.payment.PaymentsAwayException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells the provider where its customers are written to: receipts and bills of theirs go there. Which are behind is seen by what it
 * was told last, whatever changed the address, and however long the provider was away.
 */
@Component
public class CustomerAddresses {
    private static final int MOST_AT_ONCE = 50;
    /** Longer than all of these take where the provider is slow, and so long one waits that it refuses. */
    private static final Duration CLAIM = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(CustomerAddresses.class);

    private final Customers customers;
    private final AccountService accounts;
    private final PaymentProvider provider;
    private final Clock clock;

    CustomerAddresses(Customers customers, AccountService accounts, PaymentProvider provider, Clock clock) {
        this.customers = customers;
        this.accounts = accounts;
        this.provider = provider;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT25S")
    public void tell() {
        if (!provider.isConfigured()) {
            return;
        }
        for (Customers.Behind customer :
                customers.claimBehind(clock.instant(), clock.instant().plus(CLAIM), MOST_AT_ONCE)) {
            try {
                tell(customer);
            } catch (PaymentsAwayException away) {
                LOG.warn("The address of {} is told again in some minutes", customer.user(), away);
                if (away.isOfAll()) {
                    return;
                }
            }
        }
    }

    /** One that the provider forgot is made anew, with the address of then, when somebody next wants to buy. */
    private void tell(Customers.Behind customer) {
        Optional<Account> account = accounts.byId(customer.user());
        if (!provider.rename(customer.name(), account.map(CustomerAddresses::buyer))) {
            LOG.warn("The payment provider does not know the customer of {} any more", customer.user());
        }
        customers.told(customer, account.map(Account::email).orElse(""), clock.instant());
    }

    static PaymentProvider.Buyer buyer(Account account) {
        return new PaymentProvider.Buyer(account.id(), account.email(), account.displayName(), account.locale());
    }
}
