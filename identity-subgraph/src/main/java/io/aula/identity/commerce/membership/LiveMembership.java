package io.aula.identity.commerce.membership;

import io.aula.platform.id.UserId;
import io.aula.platform.messaging.LiveBus;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;

/** Says that somebody's membership changed, once the change can be read. */
@Component
class LiveMembership {
    private final LiveBus bus;

    LiveMembership(LiveBus bus) {
        this.bus = bus;
    }

    void changedAfterCommit(Membership membership) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                bus.publish(
                        "membership." + membership.userId(),
                        Map.of("membershipId", membership.id().text()));
            }
        });
    }

    Flux<UserId> changes(UserId user) {
        return bus.subscribe("membership." + user).map(news -> user);
    }
}
