package io.aula.gateway.planner;

import graphql.language.Document;
import graphql.language.OperationDefinition;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.OperationNormalizer;
import io.aula.gateway.operation.SelectionPrinter;
import io.aula.gateway.operation.TooManyConditionsException;
import io.aula.gateway.operation.document.DocumentParser;
import io.aula.gateway.operation.document.DocumentSyntaxException;
import io.aula.gateway.operation.document.Validity;
import io.aula.gateway.plan.PlanPrinter;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.SupergraphException;
import io.aula.gateway.supergraph.SupergraphReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Prints how an operation is planned, stage by stage: arguments are a supergraph file and an operation file. */
public final class PlanCommand {

    private static final int UNUSABLE = 2;

    private PlanCommand() {}

    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            throw quit("usage: plan SUPERGRAPH OPERATION");
        }
        try {
            var problems = print(read(arguments[0]), read(arguments[1]), System.out);
            if (!problems.isEmpty()) {
                throw quit(arguments[1] + ": " + String.join("\n" + arguments[1] + ": ", problems));
            }
        } catch (SupergraphException e) {
            throw quit(arguments[0] + ": " + e.getMessage());
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (InvalidPathException e) {
            throw quit("this can be the name of no file: " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw quit("there is no file " + file);
        } catch (CharacterCodingException e) {
            throw quit(file + ": this is no text in UTF-8");
        } catch (IOException e) {
            throw quit(file + ": this cannot be read: " + e.getMessage());
        }
    }

    /** Ends the process; an exception so that callers see that nothing follows. */
    private static Error quit(String message) {
        System.err.println(message);
        System.exit(UNUSABLE);
        return new AssertionError();
    }

    /** What is wrong with the operation; nothing if it was planned. */
    static List<String> print(String supergraphText, String operationText, PrintStream out) {
        var supergraph = SupergraphReader.read(supergraphText);
        Document document;
        try {
            document = DocumentParser.parse(operationText);
        } catch (DocumentSyntaxException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        var problems = problems(supergraph, document);
        if (!problems.isEmpty()) {
            return problems;
        }
        var operations =
                document.getDefinitionsOfType(OperationDefinition.class).size();
        if (operations != 1) {
            return List.of(
                    "this holds " + (operations == 0 ? "no operation" : "several operations; give each its own file"));
        }
        Operation operation;
        try {
            operation = new OperationNormalizer(supergraph).normalize(document, Optional.empty());
        } catch (TooManyConditionsException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
        out.println("# Operation");
        out.println(operation.kind().keyword() + " " + SelectionPrinter.indented(operation.selections(), 0));
        out.println();
        try {
            var plan = new QueryPlanner(supergraph).plan(operation, new PlanningReport(out));
            out.println("# Plan");
            out.print(PlanPrinter.print(plan));
            return List.of();
        } catch (PlanningException e) {
            return List.of("this cannot be planned: " + e.getMessage());
        }
    }

    private static List<String> problems(Supergraph supergraph, Document document) {
        return Validity.errors(supergraph.api().graphQl(), document).stream()
                .map(error -> error.getLocations().stream()
                                .map(place -> place.getLine() + ":" + place.getColumn() + " ")
                                .findFirst()
                                .orElse("")
                        + error.getMessage())
                .toList();
    }
}
