package io.aula.devstack.cli;

import io.aula.devstack.SetupFailure;
import io.aula.devstack.StackEnvironment;
import io.aula.devstack.demo.DemoSeed;
import io.aula.devstack.process.PidFile;
import io.aula.devstack.process.Wait;
import io.aula.devstack.reconcile.Reconciliation;
import io.aula.devstack.token.TokenCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** {@code Main COMMAND ARGUMENT…}: one word for each file in {@code bin/}. */
public final class Main {

    private static final Duration DOWN = Duration.ofMinutes(3);

    private final StackEnvironment environment = StackEnvironment.fromEnvironment();
    private final Control control = new Control(environment);

    private Main() {}

    public static void main(String[] arguments) {
        try {
            List<String> rest = Arrays.asList(arguments).subList(1, arguments.length);
            System.exit(new Main().run(arguments[0], rest));
        } catch (SetupFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (IOException e) {
            System.err.println(arguments[0] + ": " + e.getMessage());
            System.exit(1);
        }
    }

    private int run(String command, List<String> arguments) throws IOException {
        switch (command) {
            case "up" -> new Up(environment).run(Up.Options.parse(arguments));
            case "down" -> down();
            case "status" -> {
                if (arguments.contains("--ports")) {
                    environment.ports().byName().forEach((name, port) -> System.out.println(name + "=" + port));
                    return 0;
                }
                String table = control.ask("status");
                System.out.print(table + new Demo(environment).line());
                return table.lines().skip(1).allMatch(line -> line.contains(" healthy ") || line.startsWith("together"))
                        ? 0
                        : 1;
            }
            case "start", "stop", "kill" -> System.out.print(control.ask(command + "/" + one(command, arguments)));
            case "logs" -> logs(one(command, arguments));
            case "reconcile" -> {
                return new Reconciliation(environment).run() == 0 ? 0 : 1;
            }
            case "captions" -> System.out.println(new CaptionsCommand(environment).run());
            case "rebuild" -> new RebuildCommand(environment, System.out::println).run(arguments);
            case "rotate-keys" -> System.out.println(new KeysCommand(environment).run());
            case "tell-people" -> System.out.println(new PeopleCommand(environment).run());
            case "seed" -> seed();
            case "token" -> System.out.println(new TokenCommand(environment).run(arguments));
            default -> throw new SetupFailure("there is no command " + command);
        }
        return 0;
    }

    private void seed() throws IOException {
        if (!environment.isDevelopment()) {
            throw new SetupFailure("seed: the demo belongs to the development profile, not to AULA_PROFILE=production");
        }
        new DemoSeed(environment, System.out::println).run();
    }

    private void down() {
        PidFile pidFile = new PidFile(environment.home().run().resolve("supervisor.pid"));
        if (control.isRunning()) {
            new Demo(environment).end();
            control.ask("down");
            if (!Wait.until(DOWN, () -> pidFile.living().isEmpty() && !control.isRunning())) {
                throw new SetupFailure("still stopping after " + DOWN.toMinutes() + " minutes; see bin/status");
            }
            System.out.println("everything is stopped");
            return;
        }
        int orphans = Orphans.clear(environment.home().run());
        System.out.println(orphans == 0 ? "nothing was running" : "ended " + orphans + " left-over processes");
    }

    private void logs(String name) throws IOException {
        Path log = environment.home().log(name);
        if (!Files.exists(log)) {
            throw new SetupFailure(
                    "no log of " + name + " in " + environment.home().logs());
        }
        Files.copy(log, System.out);
    }

    private static String one(String command, List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new SetupFailure("bin/" + command + " NAME: which one? bin/status lists them");
        }
        return arguments.getFirst();
    }
}
