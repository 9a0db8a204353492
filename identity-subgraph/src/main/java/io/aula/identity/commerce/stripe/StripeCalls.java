package io.aula.identity.commerce.stripe;

import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.net.RequestOptions;
import io.aula.identity.commerce.payment.Deadline;
import io.aula.identity.commerce.payment.PaymentsAwayException;
import io.aula.identity.commerce.payment.PaymentsAwayException.Refused;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** How Stripe is asked: within what is left of the deadline, and what its refusals mean. */
final class StripeCalls {
    static final String MISSING = "resource_missing";
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 10_000;
    private static final int RETRIES = 1;
    /** With less than this no answer could come. */
    private static final int LEAST_MILLIS = 50;

    private StripeCalls() {}

    interface Call<T> {
        T run(RequestOptions options) throws StripeException;
    }

    static <T> T call(String attempted, Call<T> call) {
        return call(attempted, null, call);
    }

    /** @param key what is asked for twice under it is done once */
    static <T> T call(String attempted, @Nullable String key, Call<T> call) {
        try {
            return call.run(options(attempted, key));
        } catch (StripeException failure) {
            String words = attempted + ": " + failure.getMessage();
            throw refusal(failure)
                    .map(refused -> new PaymentsAwayException(words, failure, refused))
                    .orElseGet(() -> new PaymentsAwayException(words, failure));
        }
    }

    /** Empty where Stripe knows no such thing. */
    static <T> Optional<T> find(String attempted, Call<T> call) {
        return call(attempted, options -> {
            try {
                return Optional.of(call.run(options));
            } catch (InvalidRequestException refused) {
                if (MISSING.equals(refused.getCode())) {
                    return Optional.empty();
                }
                throw refused;
            }
        });
    }

    /** A worker waits, and asks once more; where somebody waits, connecting and reading together take what is left. */
    private static RequestOptions options(String attempted, @Nullable String key) {
        RequestOptions.RequestOptionsBuilder options = RequestOptions.builder();
        if (key != null) {
            options.setIdempotencyKey(key);
        }
        if (!Deadline.isSet()) {
            return options.setConnectTimeout(CONNECT_MILLIS)
                    .setReadTimeout(READ_MILLIS)
                    .setMaxNetworkRetries(RETRIES)
                    .build();
        }
        int left = (int) Deadline.left(Duration.ZERO).toMillis();
        if (left < LEAST_MILLIS) {
            throw new PaymentsAwayException(attempted, new TimeoutException("the deadline is over"));
        }
        int connecting = Math.min(CONNECT_MILLIS, left / 2);
        return options.setConnectTimeout(connecting)
                .setReadTimeout(left - connecting)
                .setMaxNetworkRetries(0)
                .build();
    }

    /** What Stripe would not work with; empty where it did not answer, or asks to wait. */
    private static Optional<Refused> refusal(StripeException failure) {
        return switch (failure) {
            case InvalidRequestException refused -> Optional.of(named(String.valueOf(refused.getParam())));
            case CardException _, IdempotencyException _ -> Optional.of(Refused.ITSELF);
            default -> Optional.empty();
        };
    }

    private static Refused named(String parameter) {
        if (parameter.equals("customer")) {
            return Refused.CUSTOMER;
        }
        if (parameter.equals("product")) {
            return Refused.PRODUCT;
        }
        if (parameter.endsWith("[coupon]")) {
            return Refused.COUPON;
        }
        return parameter.endsWith("[price]") ? Refused.PRICE : Refused.ITSELF;
    }
}
