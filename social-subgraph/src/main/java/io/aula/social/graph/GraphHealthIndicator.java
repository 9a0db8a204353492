package io.aula.social.graph;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Shown with the readiness and never failing it: without the graph this service still serves comments. */
@Component
class GraphHealthIndicator implements HealthIndicator {
    private final GraphSetup setup;

    GraphHealthIndicator(GraphSetup setup) {
        this.setup = setup;
    }

    @Override
    public Health health() {
        return setup.isReady()
                ? Health.up().build()
                : Health.status("DEGRADED")
                        .withDetail("away", "Neo4j: follows and recommendations")
                        .build();
    }
}
