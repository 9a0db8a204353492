package io.aula.social.documents;

import org.bson.Document;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** Shown with the readiness and never failing it: without MongoDB this service still serves follows. Takes 1.5 s at most. */
@Component("commentsHealthIndicator")
class DocumentsHealthIndicator implements HealthIndicator {
    private final MongoTemplate mongo;

    DocumentsHealthIndicator(MongoTemplate mongo) {
        this.mongo = mongo;
    }

    @Override
    public Health health() {
        try {
            mongo.executeCommand(new Document("ping", 1));
            return Health.up().build();
        } catch (RuntimeException e) {
            return Health.status("DEGRADED")
                    .withDetail("away", "MongoDB: comments and votes")
                    .build();
        }
    }
}
