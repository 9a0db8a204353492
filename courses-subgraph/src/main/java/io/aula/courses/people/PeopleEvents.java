package io.aula.courses.people;

import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.platform.messaging.MalformedEventException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What identity tells of people. */
@Component
class PeopleEvents implements EventHandler {
    /** The same as may make courses. */
    private static final Set<String> TEACHING = Set.of("INSTRUCTOR", "ADMIN");

    private final People people;

    PeopleEvents(People people) {
        this.people = people;
    }

    @Override
    public String queue() {
        return "courses.people";
    }

    @Override
    public void handle(Event event) {
        UserId person = UserId.parse(event.data().path("userId").asString(""))
                .orElseThrow(() -> new MalformedEventException(event.type() + " " + event.id() + " names nobody"));
        JsonNode roles = event.data().path("roles");
        switch (event.type()) {
            // Events from before this was asked say nothing of roles; all people were told anew with them.
            case "user.registered", "user.updated" -> {
                if (roles.isArray()) {
                    people.keep(person, mayTeach(roles), handleOf(event), event.version());
                }
            }
            case "user.deleted" -> people.keep(person, false, null, Long.MAX_VALUE);
            default -> {} // the queue's bindings are wider than what is of use here
        }
    }

    private static @Nullable String handleOf(Event event) {
        String handle = event.data().path("handle").asString("");
        return handle.isEmpty() ? null : handle;
    }

    private static boolean mayTeach(JsonNode roles) {
        return roles.valueStream().map(role -> role.asString("")).anyMatch(TEACHING::contains);
    }
}
