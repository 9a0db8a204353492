package io.aula.devstack.cli;

import io.aula.devstack.StackEnvironment;

/** What a person needs once everything runs: where to look, and who to be. */
record Welcome(StackEnvironment environment) {

    String text() {
        if (!environment.isDevelopment()) {
            return "\nAula      " + environment.publicUrl() + "\n" + String.join("\n", environment.standIns()) + "\n";
        }
        String addresses = """

                Aula      %s
                GraphiQL  %s/graphiql
                Mail      http://127.0.0.1:%d
                """.formatted(
                        environment.publicUrl(),
                        environment.publicUrl(),
                        environment.ports().mailInbox());
        String payments = environment.hasStripeDouble()
                ? "Payments  http://127.0.0.1:%d/double  a double of Stripe; card 4242 4242 4242 4242\n"
                        .formatted(environment.ports().stripe())
                : "";
        return addresses
                + payments
                + """
                Accounts  learner@aula.test, instructor@aula.test, admin@aula.test  password %s
                Clients   demo-native (public), demo-integrator secret %s
                """.formatted(
                                environment.secrets().get("AULA_DEMO_PASSWORD"),
                                environment.secrets().get("AULA_DEMO_CLIENT_SECRET"));
    }
}
