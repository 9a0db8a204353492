package io.aula.identity.demo;

import io.aula.identity.account.NewAccount;
import io.aula.identity.account.Role;
import io.aula.platform.id.UserId;
import java.util.List;
import java.util.Set;

/** Who lives in the demo. The ids are fixed, so that the other services' demo data can name them. */
final class DemoPeople {
    static final UserId FIRST_INSTRUCTOR = new UserId("usr_01DEMOINSTRUCTOR0000000001");

    private DemoPeople() {}

    static List<NewAccount> all() {
        return List.of(
                instructor(1, "instructor", "lucia", "Lucía Ferrer", "es", "Bases de datos, con los pies en la tierra"),
                instructor(2, "instructor2", "marc", "Marc Oliver", "es", "Diseño y accesibilidad para la web"),
                instructor(3, "instructor3", "nora", "Nora Keane", "en", "Signals, sound and a little maths"),
                learner(1, "learner", "ana", "Ana Torres", "es"),
                learner(2, "learner2", "bruno", "Bruno Salas", "es"),
                learner(3, "learner3", "carla", "Carla Núñez", "es"),
                learner(4, "learner4", "diego", "Diego Prado", "es"),
                learner(5, "learner5", "emma", "Emma Walsh", "en"),
                learner(6, "learner6", "finn", "Finn Murray", "en"),
                learner(7, "learner7", "gala", "Gala Ribas", "es"),
                learner(8, "learner8", "hugo", "Hugo Blake", "en"),
                person("usr_01DEMOADMIN00000000000001", "admin", "admin", "Olga Reyes", "es", "", Role.ADMIN));
    }

    private static NewAccount instructor(
            int number, String mailbox, String handle, String name, String locale, String headline) {
        String id = "usr_01DEMOINSTRUCTOR000000000" + number;
        return person(id, mailbox, handle, name, locale, headline, Role.INSTRUCTOR);
    }

    private static NewAccount learner(int number, String mailbox, String handle, String name, String locale) {
        return person("usr_01DEMOLEARNER00000000000" + number, mailbox, handle, name, locale, "", Role.LEARNER);
    }

    private static NewAccount person(
            String id, String mailbox, String handle, String name, String locale, String headline, Role role) {
        return new NewAccount(
                new UserId(id),
                handle,
                name,
                mailbox + "@aula.test",
                locale,
                headline.isEmpty() ? null : headline,
                Set.of(role));
    }
}
