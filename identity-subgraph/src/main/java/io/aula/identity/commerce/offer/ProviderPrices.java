package io.aula.identity.commerce.offer;

import io.aula.identity.commerce.Money;
import io.aula.identity.commerce.payment.PaymentProvider;
import io.aula.identity.commerce.payment.PaymentsAwayException;
import io.aula.identity.commerce.payment.PaymentsAwayException.Refused;
import io.aula.platform.id.OfferId;
import org.springframework.stereotype.Component;

/** What the payment provider calls our prices: made when somebody first wants to pay one, and then remembered. */
@Component
public class ProviderPrices {
    private final Offers offers;
    private final PaymentProvider provider;

    ProviderPrices(Offers offers, PaymentProvider provider) {
        this.offers = offers;
        this.provider = provider;
    }

    /** @param name of what is sold, as its buyers will read it on the receipt */
    public String of(OfferId offerId, Offer.Terms terms, Money price, String name) {
        return offers.priceAtProvider(offerId, price).orElseGet(() -> {
            String product = product(offerId, name);
            try {
                return make(offerId, terms, price, product);
            } catch (PaymentsAwayException refusal) {
                if (refusal.refused().filter(Refused.PRODUCT::equals).isEmpty()) {
                    throw refusal;
                }
                offers.forgetProduct(offerId, product);
                return make(offerId, terms, price, product(offerId, name));
            }
        });
    }

    /** The provider does not work with this one any more: there is another the next time. */
    public void forget(OfferId offerId, String priceAtProvider, boolean withProduct) {
        offers.forgetPrice(offerId, priceAtProvider);
        if (withProduct) {
            offers.product(offerId).ifPresent(product -> offers.forgetProduct(offerId, product));
        }
    }

    private String make(OfferId offerId, Offer.Terms terms, Money price, String product) {
        PaymentProvider.Recurring every = switch (terms) {
            case Offer.Terms.OneTime _ -> null;
            case Offer.Terms.Membership membership ->
                switch (membership.interval()) {
                    case MONTH -> PaymentProvider.Recurring.MONTH;
                    case YEAR -> PaymentProvider.Recurring.YEAR;
                };
        };
        String made =
                provider.price(new PaymentProvider.NewPrice(offerId, product, price, every), offers.attempt(offerId));
        offers.setPriceAtProvider(offerId, price, made);
        return made;
    }

    private String product(OfferId offerId, String name) {
        return offers.product(offerId).orElseGet(() -> {
            String made = provider.product(offerId, name, offers.attempt(offerId));
            offers.setProduct(offerId, made);
            return made;
        });
    }
}
