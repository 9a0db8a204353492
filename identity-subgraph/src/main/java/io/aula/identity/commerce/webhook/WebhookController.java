package io.aula.identity.commerce.webhook;

import io.aula.identity.audit.AuditTrail;
import io.aula.identity.commerce.payment.Notice;
import io.aula.identity.commerce.payment.NoticeReader;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where Stripe tells what happened. What is genuine is written down and answered at once, whatever it is about: an endpoint that
 * answers otherwise is tried for days and then switched off.
 */
@RestController
class WebhookController {
    private static final int LARGEST = 1 << 19;
    private static final Duration BETWEEN_RECORDS = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(WebhookController.class);

    private final NoticeReader reader;
    private final Notices notices;
    private final NoticeWork work;
    private final AuditTrail audit;
    private final Clock clock;
    /** A stranger must not fill the audit log: what is forged is noted there once a minute. */
    private final AtomicReference<Instant> recorded = new AtomicReference<>(Instant.EPOCH);

    WebhookController(NoticeReader reader, Notices notices, NoticeWork work, AuditTrail audit, Clock clock) {
        this.reader = reader;
        this.notices = notices;
        this.work = work;
        this.audit = audit;
        this.clock = clock;
    }

    @PostMapping("/webhooks/stripe")
    ResponseEntity<Void> told(
            @RequestHeader(name = "Stripe-Signature", defaultValue = "") String signature, HttpServletRequest request)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            return ResponseEntity.status(413).build();
        }
        return switch (reader.read(new String(body, StandardCharsets.UTF_8), signature)) {
            case NoticeReader.Read.Forged(String why) -> {
                refuse(why);
                yield ResponseEntity.badRequest().build();
            }
            case NoticeReader.Read.Genuine(Notice notice) -> {
                take(notice);
                yield ResponseEntity.ok().build();
            }
        };
    }

    private void take(Notice notice) {
        boolean isNew = notices.insert(notice, notice.isOurMode() ? null : "of another mode", clock.instant());
        if (isNew && notice.isOurMode()) {
            work.wake();
        }
    }

    private void refuse(String why) {
        LOG.warn("Something that Stripe did not sign was refused: {}", why);
        Instant now = clock.instant();
        Instant last = recorded.get();
        // Also of a clock that was put back, which would silence it.
        if (Duration.between(last, now).abs().compareTo(BETWEEN_RECORDS) > 0 && recorded.compareAndSet(last, now)) {
            audit.record(null, "webhook.refused", "stripe", why);
        }
    }
}
