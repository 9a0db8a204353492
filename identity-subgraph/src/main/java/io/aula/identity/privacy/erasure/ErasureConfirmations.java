package io.aula.identity.privacy.erasure;

import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.platform.messaging.MalformedEventException;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** What the others tell of people who are gone. */
@Component
class ErasureConfirmations implements EventHandler {
    private final ErasureService service;

    ErasureConfirmations(ErasureService service) {
        this.service = service;
    }

    @Override
    public String queue() {
        return "identity.erasure";
    }

    @Override
    public void handle(Event event) {
        String named = event.data().path("store").asString("");
        Erasure.Store store = Arrays.stream(Erasure.Store.values())
                .filter(each -> each.name().equals(named))
                .findFirst()
                .orElseThrow(() -> malformed(event));
        service.confirmed(
                UserId.parse(event.data().path("userId").asString("")).orElseThrow(() -> malformed(event)), store);
    }

    private static MalformedEventException malformed(Event event) {
        return new MalformedEventException(event.type() + " " + event.id() + " is of nobody or of no store");
    }
}
