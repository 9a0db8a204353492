package io.aula.courses.access;

import io.aula.courses.catalog.CatalogService;
import io.aula.courses.person.PersonService;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.EntitlementId;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.platform.messaging.MalformedEventException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What identity tells of money: who has a right to what, and which courses are free. */
@Component
class CommerceEvents implements EventHandler {
    private final Entitlements entitlements;
    private final CatalogService catalog;
    private final PersonService people;
    private final ApplicationEventPublisher told;

    CommerceEvents(
            Entitlements entitlements, CatalogService catalog, PersonService people, ApplicationEventPublisher told) {
        this.entitlements = entitlements;
        this.catalog = catalog;
        this.people = people;
        this.told = told;
    }

    @Override
    public String queue() {
        return "courses.commerce";
    }

    @Override
    public void handle(Event event) {
        try {
            switch (event.type()) {
                case "entitlement.changed" -> keep(entitlement(event));
                case "offer.changed" -> offer(event.data(), event.version());
                default -> {} // the queue's bindings are wider than what is of use here
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MalformedEventException(event.type() + " " + event.id() + ": " + e.getMessage());
        }
    }

    /** What is told late of somebody who is gone gives nobody a right. */
    private void keep(Entitlement entitlement) {
        if (people.isErased(entitlement.userId())) {
            return;
        }
        boolean isNew = !entitlements.isKnown(entitlement.id());
        if (entitlements.keep(entitlement)) {
            told.publishEvent(new EntitlementChanged(entitlement.userId(), entitlement.courseId(), isNew));
        }
    }

    private void offer(JsonNode data, long version) {
        JsonNode isFree = data.path("isFree");
        if (!isFree.isBoolean()) {
            throw new IllegalArgumentException("the field isFree is missing");
        }
        catalog.setFree(new CourseId(text(data, "courseId")), isFree.asBoolean(), version);
    }

    private static Entitlement entitlement(Event event) {
        JsonNode data = event.data();
        return new Entitlement(
                new EntitlementId(text(data, "entitlementId")),
                new UserId(text(data, "userId")),
                data.path("courseId").isString() ? new CourseId(text(data, "courseId")) : null,
                Entitlement.Source.valueOf(text(data, "source")),
                Entitlement.State.valueOf(text(data, "state")),
                moment(text(data, "startsAt")),
                endOf(data),
                event.version());
    }

    private static @Nullable Instant endOf(JsonNode data) {
        return data.path("endsAt").isString() ? moment(text(data, "endsAt")) : null;
    }

    private static Instant moment(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static String text(JsonNode data, String field) {
        JsonNode value = data.path(field);
        if (!value.isString()) {
            throw new IllegalArgumentException("the field " + field + " is missing");
        }
        return value.asString();
    }
}
