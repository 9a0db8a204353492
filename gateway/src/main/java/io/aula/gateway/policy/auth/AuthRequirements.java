package io.aula.gateway.policy.auth;

import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.NamedNode;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLDefinition;
import graphql.language.SchemaDefinition;
import graphql.language.SchemaExtensionDefinition;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeDefinition;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.language.Value;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code @authenticated}, {@code @requiresScopes} and {@code @policy} of the supergraph ask of each field, under whatever names
 * {@code @link} gave them. A field also asks what its type asks, and an interface's field what any implementation's asks.
 */
public final class AuthRequirements {

    private static final String AUTHENTICATED = "authenticated";
    private static final String SCOPES = "requiresScopes";
    private static final String POLICY = "policy";

    private final Map<String, String> directives = new HashMap<>();
    private final Map<String, Requirement> types = new HashMap<>();
    private final Map<String, Map<String, Requirement>> fields = new HashMap<>();
    private final Map<String, Set<String>> possible = new HashMap<>();
    private final Map<String, Map<String, String>> returned = new HashMap<>();

    private AuthRequirements() {}

    public static AuthRequirements read(String supergraph) {
        var document = Parser.parse(ParserEnvironment.newParserEnvironment()
                .document(supergraph)
                .parserOptions(ParserOptions.getDefaultSdlParserOptions())
                .build());
        var requirements = new AuthRequirements();
        requirements.readNames(document);
        document.getDefinitionsOfType(SDLDefinition.class).forEach(requirements::readType);
        return requirements;
    }

    private void readNames(Document document) {
        List.of(AUTHENTICATED, SCOPES, POLICY).forEach(name -> directives.put(name, name));
        var containers = new java.util.ArrayList<DirectivesContainer<?>>();
        containers.addAll(document.getDefinitionsOfType(SchemaDefinition.class));
        containers.addAll(document.getDefinitionsOfType(SchemaExtensionDefinition.class));
        containers.stream()
                .flatMap(container -> container.getDirectives().stream())
                .filter(directive -> directive.getName().equals("link"))
                .forEach(this::readLink);
    }

    private void readLink(Directive link) {
        if (!(argument(link, "url") instanceof StringValue url)) {
            return;
        }
        for (var name : List.of(AUTHENTICATED, SCOPES, POLICY)) {
            if (text(url).contains("/" + name + "/") && argument(link, "as") instanceof StringValue as) {
                directives.put(text(as), name);
            }
        }
        if (argument(link, "import") instanceof ArrayValue imports) {
            imports.getValues().forEach(this::readImport);
        }
    }

    private void readImport(Value<?> imported) {
        if (!(imported instanceof graphql.language.ObjectValue renamed)) {
            return;
        }
        var parts = new HashMap<String, String>();
        renamed.getObjectFields().forEach(field -> {
            if (field.getValue() instanceof StringValue text) {
                parts.put(field.getName(), text(text).replaceFirst("^@", ""));
            }
        });
        var original = parts.getOrDefault("name", "");
        if (directives.containsValue(original) && parts.containsKey("as")) {
            directives.put(parts.getOrDefault("as", original), original);
        }
    }

    private static String text(StringValue value) {
        return String.valueOf(value.getValue());
    }

    private static @org.jspecify.annotations.Nullable Value<?> argument(Directive directive, String name) {
        var argument = directive.getArgument(name);
        return argument == null ? null : argument.getValue();
    }

    private void readType(SDLDefinition<?> definition) {
        if (!(definition instanceof TypeDefinition<?> type)) {
            return;
        }
        types.merge(type.getName(), requirement(type), Requirement::and);
        if (definition instanceof UnionTypeDefinition union) {
            union.getMemberTypes().forEach(member -> possible(union.getName(), ((NamedNode<?>) member).getName()));
        }
        if (definition instanceof ImplementingTypeDefinition<?> implementing) {
            readFields(type.getName(), implementing.getFieldDefinitions());
            for (Type<?> contract : implementing.getImplements()) {
                if (definition instanceof ObjectTypeDefinition) {
                    possible(((TypeName) contract).getName(), type.getName());
                }
            }
        }
    }

    private void possible(String abstractType, String concrete) {
        possible.computeIfAbsent(abstractType, name -> new HashSet<>()).add(concrete);
    }

    private void readFields(String type, List<FieldDefinition> definitions) {
        var ofType = fields.computeIfAbsent(type, name -> new HashMap<>());
        var returns = returned.computeIfAbsent(type, name -> new HashMap<>());
        for (var field : definitions) {
            ofType.merge(field.getName(), requirement(field), Requirement::and);
            returns.put(
                    field.getName(),
                    graphql.schema.idl.TypeInfo.typeInfo(field.getType()).getName());
        }
    }

    private Requirement requirement(DirectivesContainer<?> container) {
        var sum = Requirement.NONE;
        for (var directive : container.getDirectives()) {
            switch (directives.getOrDefault(directive.getName(), "")) {
                case AUTHENTICATED -> sum = sum.and(new Requirement(true, List.of(), false));
                case SCOPES -> sum = sum.and(new Requirement(true, List.of(scopes(directive)), false));
                // Nobody here can decide a policy, so nobody passes.
                case POLICY -> sum = sum.and(new Requirement(true, List.of(), true));
                default -> {}
            }
        }
        return sum;
    }

    private static List<Set<String>> scopes(Directive directive) {
        if (!(argument(directive, "scopes") instanceof ArrayValue choices)) {
            return List.of();
        }
        return choices.getValues().stream()
                .map(choice ->
                        choice instanceof ArrayValue all ? strings(all) : strings(new ArrayValue(List.of(choice))))
                .toList();
    }

    private static Set<String> strings(ArrayValue values) {
        var texts = new HashSet<String>();
        values.getValues().forEach(value -> {
            if (value instanceof StringValue text) {
                texts.add(text(text));
            }
        });
        return Set.copyOf(texts);
    }

    /** Everything that stands before {@code type.field}: the field's own, its type's and its value's. */
    Requirement of(String type, String field) {
        var sum = types.getOrDefault(type, Requirement.NONE)
                .and(fields.getOrDefault(type, Map.of()).getOrDefault(field, Requirement.NONE));
        var value = returnType(type, field);
        sum = sum.and(types.getOrDefault(value, Requirement.NONE));
        for (var concrete : possible.getOrDefault(type, Set.of())) {
            sum = sum.and(types.getOrDefault(concrete, Requirement.NONE))
                    .and(fields.getOrDefault(concrete, Map.of()).getOrDefault(field, Requirement.NONE));
        }
        return sum;
    }

    Requirement ofType(String type) {
        return types.getOrDefault(type, Requirement.NONE);
    }

    String returnType(String type, String field) {
        return returned.getOrDefault(type, Map.of()).getOrDefault(field, "");
    }
}
