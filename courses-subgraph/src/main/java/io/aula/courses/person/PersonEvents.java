package io.aula.courses.person;

import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.platform.messaging.MalformedEventException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Hears of people who are gone. */
@Component
class PersonEvents implements EventHandler {
    private final PersonService people;

    PersonEvents(PersonService people) {
        this.people = people;
    }

    @Override
    public String queue() {
        return "courses.erasure";
    }

    @Override
    public void handle(Event event) {
        people.erase(
                UserId.parse(event.data().path("userId").asString(""))
                        .orElseThrow(
                                () -> new MalformedEventException(event.type() + " " + event.id() + " is of nobody")),
                event.version());
    }

    @Scheduled(fixedDelayString = "PT3S", initialDelayString = "PT5S")
    void confirm() {
        people.confirm();
    }
}
