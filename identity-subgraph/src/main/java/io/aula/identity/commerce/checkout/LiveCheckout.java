package io.aula.identity.commerce.checkout;

import io.aula.platform.id.CheckoutId;
import io.aula.platform.messaging.LiveBus;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;

/** Says that a checkout changed, once the change can be read. */
@Component
class LiveCheckout {
    private final LiveBus bus;

    LiveCheckout(LiveBus bus) {
        this.bus = bus;
    }

    void changedAfterCommit(CheckoutId id) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bus.publish("checkout." + id, Map.of("checkoutId", id.text()));
            }
        });
    }

    Flux<CheckoutId> changes(CheckoutId id) {
        return bus.subscribe("checkout." + id).map(news -> id);
    }
}
