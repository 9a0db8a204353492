package io.aula.gateway.planner;

import graphql.parser.Parser;
import io.aula.gateway.operation.OperationNormalizer;
import io.aula.gateway.operation.SelectionPrinter;
import io.aula.gateway.plan.PlanPrinter;
import io.aula.gateway.supergraph.SupergraphReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Prints how an operation is planned, stage by stage: arguments are a supergraph file and an operation file. */
public final class PlanCommand {

    private PlanCommand() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: plan SUPERGRAPH OPERATION");
            System.exit(2);
        }
        print(Files.readString(Path.of(arguments[0])), Files.readString(Path.of(arguments[1])), System.out);
    }

    static void print(String supergraphText, String operationText, PrintStream out) {
        var supergraph = SupergraphReader.read(supergraphText);
        var operation = new OperationNormalizer(supergraph).normalize(Parser.parse(operationText), Optional.empty());
        out.println("# Operation");
        out.println(operation.kind().keyword() + " " + SelectionPrinter.indented(operation.selections(), 0));
        out.println();
        var plan = new QueryPlanner(supergraph).plan(operation, new PlanningReport(out));
        out.println("# Plan");
        out.print(PlanPrinter.print(plan));
    }
}
