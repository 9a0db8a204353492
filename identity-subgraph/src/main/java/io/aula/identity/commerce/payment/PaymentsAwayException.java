package io.aula.identity.commerce.payment;

import java.util.Optional;

/**
 * The provider did not answer, or refused. Without an answer what was wanted may or may not have been done, and is asked for again
 * under the same name; what was refused was not done.
 */
public final class PaymentsAwayException extends RuntimeException {
    private final transient Optional<Refused> refused;

    /** What the provider would not work with. */
    public enum Refused {
        CUSTOMER,
        PRODUCT,
        PRICE,
        COUPON,
        /** The request itself, or a card. */
        ITSELF
    }

    /** No answer came. */
    public PaymentsAwayException(String attempted, Throwable cause) {
        super(attempted, cause);
        this.refused = Optional.empty();
    }

    public PaymentsAwayException(String attempted, Throwable cause, Refused refused) {
        super(attempted, cause);
        this.refused = Optional.of(refused);
    }

    /** Empty where no answer came, and none would come to whatever else is asked now. */
    public Optional<Refused> refused() {
        return refused;
    }

    /** Whether whatever else is asked for now would not be answered either. */
    public boolean isOfAll() {
        return refused.isEmpty();
    }
}
