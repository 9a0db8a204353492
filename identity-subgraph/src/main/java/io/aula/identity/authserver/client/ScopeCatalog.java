package io.aula.identity.authserver.client;

import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.Node;
import graphql.language.ObjectTypeDefinition;
import graphql.language.StringValue;
import graphql.schema.idl.SchemaParser;
import io.aula.identity.authserver.ScopePolicy;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Every scope and the fields that it opens, read from the composed schema: what is told of them cannot drift. */
@Component
final class ScopeCatalog {
    private static final String SUPERGRAPH = "supergraph/supergraph.graphql";
    private static final String DIRECTIVE = "requiresScopes";

    private final Map<String, SortedSet<String>> fields;

    ScopeCatalog() {
        try (Reader supergraph =
                new InputStreamReader(new ClassPathResource(SUPERGRAPH).getInputStream(), StandardCharsets.UTF_8)) {
            fields = read(supergraph);
        } catch (IOException missing) {
            throw new UncheckedIOException("The build puts " + SUPERGRAPH + " here", missing);
        }
    }

    /** By scope, in alphabetical order: fields as {@code Type.field}, those among them that another scope opens too. */
    Map<String, SortedSet<String>> fields() {
        return fields;
    }

    private static Map<String, SortedSet<String>> read(Reader supergraph) {
        Map<String, SortedSet<String>> opened = new TreeMap<>();
        ScopePolicy.ofTheGraph().forEach(scope -> opened.put(scope, new TreeSet<>()));
        for (ObjectTypeDefinition type : new SchemaParser().parse(supergraph).getTypes(ObjectTypeDefinition.class)) {
            for (FieldDefinition field : type.getFieldDefinitions()) {
                field.getDirectives(DIRECTIVE).stream()
                        .flatMap(ScopeCatalog::scopes)
                        .forEach(scope -> opened.computeIfAbsent(scope, unknown -> new TreeSet<>())
                                .add(type.getName() + "." + field.getName()));
            }
        }
        return opened;
    }

    private static Stream<String> scopes(Directive directive) {
        return texts(directive.getArgument("scopes").getValue());
    }

    private static Stream<String> texts(Node<?> value) {
        return value instanceof StringValue text
                ? Stream.of(text.getValue())
                : value.getChildren().stream().flatMap(ScopeCatalog::texts);
    }
}
