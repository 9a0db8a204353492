package io.aula.gateway.supergraph;

import graphql.GraphQLException;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValue;
import graphql.language.ImplementingTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectValue;
import graphql.language.SchemaDefinition;
import graphql.language.StringValue;
import graphql.language.UnionTypeDefinition;
import graphql.language.Value;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a composed document, join specification v0.1 to v0.5. */
public final class SupergraphReader {

    private static final Set<String> JOIN_VERSIONS = Set.of("v0.1", "v0.2", "v0.3", "v0.4", "v0.5");

    private final Document document;
    private final Map<String, Subgraph> subgraphs = new LinkedHashMap<>();
    private final Map<String, Map<String, Set<String>>> possibleIn = new HashMap<>();
    private String join = "join";
    private boolean unjoined;
    private String inaccessible = "inaccessible";
    private ContextHolders contexts;
    private final CostReader costs = new CostReader();

    private SupergraphReader(Document document) {
        this.document = document;
        this.contexts = new ContextHolders(document, "context");
    }

    /** The supergraph the text describes; a {@link SupergraphException} names line and reason where it cannot be. */
    public static Supergraph read(String sdl) {
        try {
            return new SupergraphReader(parse(sdl)).supergraph();
        } catch (InvalidSyntaxException invalid) {
            throw new SupergraphException("the supergraph does not parse: " + invalid.getMessage(), invalid);
        } catch (GraphQLException invalid) {
            throw new SupergraphException("the clients' schema cannot be built: " + invalid.getMessage(), invalid);
        }
    }

    /** Without the bounds that documents of strangers are parsed with. */
    private static Document parse(String sdl) {
        return Parser.parse(ParserEnvironment.newParserEnvironment()
                .document(sdl)
                .parserOptions(ParserOptions.getDefaultSdlParserOptions())
                .build());
    }

    private Supergraph supergraph() {
        document.getDefinitionsOfType(SchemaDefinition.class).forEach(this::readLinks);
        readSubgraphs();
        collectPossibleTypes();
        var types = new HashMap<String, TypeDefinition>();
        for (var definition : document.getDefinitions()) {
            switch (definition) {
                case ObjectTypeDefinition type ->
                    types.put(type.getName(), composite(type, TypeDefinition.Kind.OBJECT));
                case InterfaceTypeDefinition type ->
                    types.put(type.getName(), composite(type, TypeDefinition.Kind.INTERFACE));
                case UnionTypeDefinition type -> types.put(type.getName(), union(type));
                default -> {}
            }
        }
        return new Supergraph(
                List.copyOf(subgraphs.values()),
                types,
                new ApiSchemaBuilder(inaccessible).build(document),
                costs.read(document));
    }

    private void readLinks(SchemaDefinition schema) {
        for (var link : schema.getDirectives()) {
            if (!link.getName().equals("link") && !link.getName().equals("core")) {
                continue;
            }
            var url = text(link, "url").or(() -> text(link, "feature")).orElse("");
            var as = text(link, "as");
            if (url.contains("/join/")) {
                var version = url.substring(url.lastIndexOf('/') + 1);
                if (!JOIN_VERSIONS.contains(version)) {
                    throw SupergraphException.at(link, "join specification " + version + " is not one of v0.1 to v0.5");
                }
                join = as.orElse("join");
                // That version says nothing of types which are no entities: every subgraph may have them.
                unjoined = version.equals("v0.1");
            } else if (url.contains("/inaccessible/")) {
                inaccessible = as.orElse("inaccessible");
            } else if (url.contains("/context/")) {
                contexts = new ContextHolders(document, as.orElse("context"));
            } else if (url.contains("/cost/")) {
                costs.link(link, as.orElse("cost"));
            }
        }
    }

    private void readSubgraphs() {
        for (var definition : document.getDefinitionsOfType(EnumTypeDefinition.class)) {
            if (!definition.getName().equals(join + "__Graph")) {
                continue;
            }
            for (var value : definition.getEnumValueDefinitions()) {
                var graph = value.getDirectives(join + "__graph").stream()
                        .findFirst()
                        .orElseThrow(
                                () -> SupergraphException.at(value, value.getName() + " has no @" + join + "__graph"));
                subgraphs.put(
                        value.getName(),
                        new Subgraph(
                                text(graph, "name").orElse(value.getName()),
                                text(graph, "url").orElse("")));
            }
        }
        if (subgraphs.isEmpty()) {
            throw SupergraphException.at(document, "no enum " + join + "__Graph: not a supergraph");
        }
    }

    private void collectPossibleTypes() {
        for (var type : document.getDefinitionsOfType(ObjectTypeDefinition.class)) {
            for (var implemented : type.getDirectives(join + "__implements")) {
                possible(text(implemented, "interface").orElse(""), graph(implemented), type.getName());
            }
            if (unjoined) {
                type.getImplements()
                        .forEach(implemented -> knownIn(type)
                                .forEach(subgraph ->
                                        possible(TypeReference.of(implemented).name(), subgraph, type.getName())));
            }
            knownIn(type).forEach(subgraph -> possible(type.getName(), subgraph, type.getName()));
        }
        for (var type : document.getDefinitionsOfType(UnionTypeDefinition.class)) {
            var members = type.getDirectives(join + "__unionMember");
            members.forEach(member -> possible(
                    type.getName(), graph(member), text(member, "member").orElse("")));
            if (members.isEmpty()) {
                type.getMemberTypes()
                        .forEach(member -> knownIn(type)
                                .forEach(subgraph -> possible(
                                        type.getName(),
                                        subgraph,
                                        TypeReference.of(member).name())));
            }
        }
    }

    private void possible(String type, String subgraph, String object) {
        possibleIn
                .computeIfAbsent(type, _ -> new HashMap<>())
                .computeIfAbsent(subgraph, _ -> new LinkedHashSet<>())
                .add(object);
    }

    private List<String> knownIn(DirectivesContainer<?> type) {
        return joins(type).stream().map(JoinType::subgraph).distinct().toList();
    }

    private TypeDefinition composite(ImplementingTypeDefinition<?> type, TypeDefinition.Kind kind) {
        var joins = joins(type);
        var fields = new LinkedHashMap<String, FieldDefinition>();
        for (var field : type.getFieldDefinitions()) {
            fields.put(field.getName(), field(field, joins));
        }
        var silent = type.getFieldDefinitions().stream()
                .filter(field -> field.getDirectives(join + "__field").isEmpty())
                .map(graphql.language.FieldDefinition::getName)
                .collect(Collectors.toSet());
        // Of ten thousand fields few require any.
        var requiring =
                fields.values().stream().filter(SupergraphReader::requires).toList();
        fields.replaceAll(
                (name, field) -> silent.contains(name) ? withRequiredAsExternal(field, requiring, joins) : field);
        var interfaces = type.getImplements().stream()
                .map(i -> TypeReference.of(i).name())
                .toList();
        return new TypeDefinition(
                type.getName(),
                kind,
                fields,
                joins,
                interfaces,
                allPossible(type.getName()),
                perSubgraph(type.getName()));
    }

    private TypeDefinition union(UnionTypeDefinition type) {
        return new TypeDefinition(
                type.getName(),
                TypeDefinition.Kind.UNION,
                Map.of(),
                joins(type),
                List.of(),
                allPossible(type.getName()),
                perSubgraph(type.getName()));
    }

    private Set<String> allPossible(String type) {
        var all = new LinkedHashSet<String>();
        perSubgraph(type).values().forEach(all::addAll);
        return all;
    }

    private Map<String, Set<String>> perSubgraph(String type) {
        return possibleIn.getOrDefault(type, Map.of());
    }

    private List<JoinType> joins(DirectivesContainer<?> type) {
        var joins = new ArrayList<JoinType>();
        for (var directive : type.getDirectives(join + "__type")) {
            joins.add(new JoinType(
                    graph(directive),
                    fieldSet(directive, "key"),
                    flag(directive, "resolvable", true),
                    flag(directive, "isInterfaceObject", false),
                    flag(directive, "extension", false)));
        }
        if (joins.isEmpty() && unjoined) {
            subgraphs
                    .values()
                    .forEach(subgraph -> joins.add(new JoinType(subgraph.name(), FieldSet.none(), true, false, false)));
        }
        return joins;
    }

    private FieldDefinition field(graphql.language.FieldDefinition field, List<JoinType> types) {
        var joins = new LinkedHashMap<String, JoinField>();
        var directives = field.getDirectives(join + "__field");
        for (var directive : directives) {
            // Without a graph the field belongs to an interface object and is reached through the interface only.
            if (directive.getArgument("graph") != null) {
                joins.put(graph(directive), joinField(directive));
            }
        }
        if (unjoined && !directives.isEmpty()) {
            // What is not said of a subgraph that knows the entity: it has the key, and may be handed or provide the
            // rest.
            for (var type : types) {
                if (!type.key().isEmpty()) {
                    var key = type.key().child(field.getName()).isPresent();
                    joins.putIfAbsent(type.subgraph(), plain(type.subgraph(), !key));
                }
            }
        }
        if (directives.isEmpty()) {
            for (var subgraph :
                    new HashSet<>(types.stream().map(JoinType::subgraph).toList())) {
                joins.put(subgraph, plain(subgraph, false));
            }
        }
        return new FieldDefinition(field.getName(), TypeReference.of(field.getType()), joins);
    }

    /**
     * What a subgraph's requires name is external there, since the specification allows nothing else. One composer does not say so
     * of fields that carry no {@code @join__field}.
     */
    private static FieldDefinition withRequiredAsExternal(
            FieldDefinition field, List<FieldDefinition> requiring, List<JoinType> types) {
        var joins = new LinkedHashMap<>(field.joins());
        joins.replaceAll((subgraph, known) -> {
            var required = requiring.stream()
                    .flatMap(sibling -> sibling.in(subgraph).stream())
                    .anyMatch(sibling -> sibling.requires().child(field.name()).isPresent());
            var key = types.stream()
                    .anyMatch(each -> each.subgraph().equals(subgraph)
                            && each.key().child(field.name()).isPresent());
            return required && !key ? plain(subgraph, true) : known;
        });
        return new FieldDefinition(field.name(), field.type(), joins);
    }

    private static boolean requires(FieldDefinition field) {
        return field.joins().values().stream()
                .anyMatch(known -> !known.requires().isEmpty());
    }

    private static JoinField plain(String subgraph, boolean external) {
        return new JoinField(
                subgraph,
                Optional.empty(),
                FieldSet.none(),
                FieldSet.none(),
                external,
                false,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private JoinField joinField(Directive directive) {
        return new JoinField(
                graph(directive),
                text(directive, "type").map(text -> TypeReference.of(Parser.parseType(text))),
                fieldSet(directive, "requires"),
                fieldSet(directive, "provides"),
                flag(directive, "external", false),
                flag(directive, "usedOverridden", false),
                text(directive, "override"),
                text(directive, "overrideLabel"),
                contextArguments(directive));
    }

    private List<ContextArgument> contextArguments(Directive directive) {
        var arguments = new ArrayList<ContextArgument>();
        if (value(directive, "contextArguments") instanceof ArrayValue list) {
            for (var value : list.getValues()) {
                arguments.add(contextArgument(directive, value));
            }
        }
        return arguments;
    }

    private ContextArgument contextArgument(Directive directive, Value<?> value) {
        // Either a selection set in braces or fragments side by side.
        var selection = part(directive, value, "selection").strip();
        var bare = selection.startsWith("{") ? selection.substring(1, selection.lastIndexOf('}')) : selection;
        return new ContextArgument(
                part(directive, value, "name"),
                part(directive, value, "type"),
                fieldSet(directive, "contextArguments", bare),
                contexts.of(part(directive, value, "context")));
    }

    private static String part(Directive directive, Value<?> value, String name) {
        if (value instanceof ObjectValue object) {
            for (var part : object.getObjectFields()) {
                if (part.getName().equals(name) && part.getValue() instanceof StringValue text) {
                    return String.valueOf(text.getValue());
                }
            }
        }
        throw SupergraphException.at(directive, "one of contextArguments has no " + name);
    }

    private String graph(Directive directive) {
        var argument = directive.getArgument("graph");
        if (argument == null || !(argument.getValue() instanceof EnumValue name)) {
            throw SupergraphException.at(directive, "@" + directive.getName() + " names no graph");
        }
        return subgraph(directive, name.getName());
    }

    private String subgraph(Directive directive, String enumName) {
        var subgraph = subgraphs.get(enumName);
        if (subgraph == null) {
            throw SupergraphException.at(directive, "unknown graph " + enumName);
        }
        return subgraph.name();
    }

    private static FieldSet fieldSet(Directive directive, String argument) {
        return text(directive, argument)
                .map(text -> fieldSet(directive, argument, text))
                .orElse(FieldSet.none());
    }

    private static FieldSet fieldSet(Directive directive, String argument, String text) {
        try {
            return FieldSet.parse(text);
        } catch (InvalidSyntaxException | IllegalArgumentException invalid) {
            throw SupergraphException.at(
                    directive, argument + ": \"" + text + "\" is no field set: " + invalid.getMessage());
        }
    }

    private static Optional<String> text(Directive directive, String name) {
        return value(directive, name) instanceof StringValue text
                ? Optional.ofNullable(text.getValue())
                : Optional.empty();
    }

    private static boolean flag(Directive directive, String name, boolean otherwise) {
        return value(directive, name) instanceof BooleanValue flag ? flag.isValue() : otherwise;
    }

    private static Value<?> value(Directive directive, String name) {
        Argument argument = directive.getArgument(name);
        return argument == null ? ArrayValue.newArrayValue().build() : argument.getValue();
    }
}
