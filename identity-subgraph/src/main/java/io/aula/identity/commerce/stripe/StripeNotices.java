package io.aula.identity.commerce.stripe;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.aula.identity.commerce.payment.Notice;
import io.aula.identity.commerce.payment.NoticeReader;
import io.aula.platform.id.CheckoutId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events as Stripe signs them (docs.stripe.com/webhooks/signature). Only names are taken out of them, so that it does not matter of
 * which version of the API the endpoint is.
 */
@Component
final class StripeNotices implements NoticeReader {
    private static final long TOLERANCE_SECONDS = 300;

    private final StripeProperties properties;
    private final JsonMapper json;
    private final Clock clock;

    StripeNotices(StripeProperties properties, JsonMapper json, Clock clock) {
        this.properties = properties;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Read read(String body, String signature) {
        String refusal = "no secret is known";
        for (String secret : properties.webhookSecrets()) {
            try {
                Webhook.Signature.verifyHeader(body, signature, secret, TOLERANCE_SECONDS, clock);
                return parse(body);
            } catch (SignatureVerificationException wrong) {
                refusal = String.valueOf(wrong.getMessage());
            }
        }
        return new Read.Forged(refusal);
    }

    private Read parse(String body) {
        JsonNode event;
        try {
            event = json.readTree(body);
        } catch (JacksonException broken) {
            return new Read.Forged("signed, and no JSON");
        }
        if (!event.path("id").asString("").startsWith("evt_")) {
            return new Read.Forged("signed, and no event");
        }
        return new Read.Genuine(notice(
                new Envelope(
                        event.path("id").asString(""),
                        event.path("type").asString(""),
                        event.path("created").asLong(0),
                        event.path("livemode").asBoolean(false)),
                event.at("/data/object")));
    }

    /** What stands around the object of an event. */
    record Envelope(String id, String type, long created, boolean isLive) {}

    Notice notice(Envelope event, JsonNode object) {
        String kind = object.path("object").asString("");
        String id = object.path("id").asString("");
        return new Notice(
                event.id(),
                event.type(),
                text(object.at("/metadata/checkout_id"))
                        .flatMap(CheckoutId::parse)
                        .orElse(null),
                kind.equals("checkout.session") ? id : null,
                kind.equals("payment_intent") ? id : named(object.path("payment_intent")),
                subscription(kind, object),
                customer(kind, object),
                Instant.ofEpochSecond(event.created()),
                event.isLive() == properties.isLive());
    }

    private static @Nullable String subscription(String kind, JsonNode object) {
        return switch (kind) {
            case "subscription" -> object.path("id").asString("");
            case "invoice" -> named(object.at("/parent/subscription_details/subscription"));
            case "checkout.session" -> named(object.path("subscription"));
            default -> null;
        };
    }

    /** Whose card it is, where that is what an event is about. */
    private static @Nullable String customer(String kind, JsonNode object) {
        return switch (kind) {
            case "customer" -> object.path("id").asString("");
            case "payment_method" -> named(object.path("customer"));
            default -> null;
        };
    }

    /** An id, or the object itself where it was expanded. */
    private static @Nullable String named(JsonNode reference) {
        return text(reference.isObject() ? reference.path("id") : reference).orElse(null);
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() && !node.asString().isEmpty() ? Optional.of(node.asString()) : Optional.empty();
    }
}
