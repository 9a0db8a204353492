package io.aula.devstack.cli;

import io.aula.devstack.Home;
import io.aula.devstack.SetupFailure;
import io.aula.devstack.StackEnvironment;
import io.aula.devstack.process.Jvm;
import io.aula.devstack.process.Wait;
import io.aula.devstack.supervisor.PortBlocks;
import io.aula.devstack.supervisor.SupervisorMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code bin/up}: launches the supervisor, tells what happens, and in the foreground takes it down again. */
final class Up {

    /** The supervisor gives up before. */
    private static final Duration LONGEST = Duration.ofMinutes(16);

    private StackEnvironment environment;
    private Control control;

    Up(StackEnvironment environment) {
        this.environment = environment;
        this.control = new Control(environment);
    }

    record Options(boolean isDetached, boolean isFresh, int workers, String only) {

        static Options parse(List<String> arguments) {
            boolean isDetached = arguments.contains("--detach");
            boolean isFresh = arguments.contains("--fresh");
            int workers = Integer.parseInt(after(arguments, "--workers", "1"));
            return new Options(isDetached, isFresh, workers, after(arguments, "--only", ""));
        }

        private static String after(List<String> arguments, String option, String otherwise) {
            int at = arguments.indexOf(option);
            if (at >= 0 && at + 1 == arguments.size()) {
                throw new SetupFailure(option + " needs a value");
            }
            return at < 0 ? otherwise : arguments.get(at + 1);
        }
    }

    void run(Options options) throws IOException {
        if (control.isRunning()) {
            throw new SetupFailure("it already runs; bin/status shows it, bin/down stops it");
        }
        Home home = environment.home();
        // First: what an earlier run left may still write into the data.
        Orphans.clear(home.run());
        if (options.isFresh()) {
            Home.delete(home.root().resolve("data"));
        }
        home.prepare();
        environment = environment.on(PortBlocks.choose(home, environment.ports().gateway()));
        control = new Control(environment);
        Process supervisor = launch(home, options);
        Thread down = new Thread(() -> takeDown(supervisor));
        Runtime.getRuntime().addShutdownHook(down);
        follow(supervisor);
        if (options.isDetached()) {
            Runtime.getRuntime().removeShutdownHook(down);
        }
        boolean hasDemo = environment.isDevelopment() && options.only().isEmpty();
        if (hasDemo) {
            beginDemo();
        }
        System.out.print(new Welcome(environment).text());
        if (hasDemo) {
            System.out.print(new Demo(environment).line());
        }
        if (options.isDetached()) {
            return;
        }
        System.out.println("Ctrl-C stops everything.");
        supervisor.onExit().join();
    }

    /** The platform is worth more than its demo: it stays, whatever becomes of that. */
    private void beginDemo() {
        try {
            new Demo(environment).begin();
        } catch (SetupFailure e) {
            System.err.println("  " + e.getMessage());
        }
    }

    private Process launch(Home home, Options options) throws IOException {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(Jvm.small(64)
                .run(
                        System.getProperty("java.class.path"),
                        SupervisorMain.class.getName(),
                        String.valueOf(options.workers()),
                        options.only(),
                        options.isDetached()
                                ? "0"
                                : String.valueOf(ProcessHandle.current().pid())));
        Path log = home.log("supervisor");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(log.toFile())
                .start();
    }

    /** Prints each line as it comes; returns when all are healthy, and throws when one is not. */
    private void follow(Process supervisor) {
        int[] shown = {0};
        String[] phase = {"starting"};
        Wait.until(LONGEST, () -> {
            if (!supervisor.isAlive()) {
                return true;
            }
            if (control.isRunning()) {
                phase[0] = control.ask("phase").strip();
                String lines = control.ask("lines/" + shown[0]);
                lines.lines().forEach(line -> {
                    shown[0]++;
                    System.out.println("  " + line);
                });
            }
            return !phase[0].equals("starting");
        });
        if (!supervisor.isAlive()) {
            throw new SetupFailure(lastLine(environment.home().log("supervisor")));
        }
        if (!phase[0].equals("ready")) {
            throw new SetupFailure("not everything came up; what was started is stopped again");
        }
    }

    private void takeDown(Process supervisor) {
        if (supervisor.isAlive()) {
            System.out.println("stopping …");
            new Demo(environment).end();
            supervisor.destroy();
            supervisor.onExit().join();
        }
    }

    private static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "the supervisor ended without a word" : lines.getLast();
        } catch (IOException e) {
            return "the supervisor ended; its log cannot be read";
        }
    }
}
