package io.aula.gateway.edge;

import graphql.GraphQLContext;
import graphql.execution.ValuesResolver;
import graphql.language.AstPrinter;
import graphql.language.BooleanValue;
import graphql.language.StringValue;
import graphql.parser.Parser;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputValueDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnionType;
import graphql.schema.InputValueWithState;
import io.aula.gateway.executor.JsonBuffer;
import io.aula.gateway.executor.Variables;
import io.aula.gateway.operation.FieldSelection;
import io.aula.gateway.operation.InlineFragment;
import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.ResponseKeys;
import io.aula.gateway.operation.Selection;
import io.aula.gateway.operation.SelectionSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions about the schema (GraphQL, chapter 4) from the clients' own, in one walk over what was selected. Longer than most,
 * because all that a schema can tell is one list.
 */
final class Introspection {

    /** What tools ask for tells each thing once, some six facts of it, and its type with all that is around it. */
    private static final int TIMES = 64;

    private final GraphQLSchema schema;
    private final int most;
    private final long mostBytes;

    Introspection(GraphQLSchema schema, long mostBytes) {
        this.schema = schema;
        this.most = TIMES * (1_000 + things(schema));
        this.mostBytes = mostBytes;
    }

    /** The message is for the client. */
    static final class TooMuchException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooMuchException(String message) {
            super(message, null, false, false);
        }
    }

    private static int things(GraphQLSchema schema) {
        var things = 0;
        for (var type : schema.getAllTypesAsList()) {
            things++;
            if (type instanceof GraphQLFieldsContainer container) {
                for (var field : container.getFieldDefinitions()) {
                    things += 1 + field.getArguments().size();
                }
            }
            if (type instanceof GraphQLInputObjectType input) {
                things += input.getFieldDefinitions().size();
            }
            if (type instanceof GraphQLEnumType choice) {
                things += choice.getValues().size();
            }
        }
        return things;
    }

    /** The operation's {@code __schema} and {@code __type} fields. */
    static Optional<SelectionSet> part(Operation operation) {
        var asked = schemaFields(operation.selections().selections());
        return asked.isEmpty()
                ? Optional.empty()
                : Optional.of(new SelectionSet(operation.selections().type(), asked));
    }

    /** Whether they are asked for anywhere else, where some field returns the type of the root once more. */
    static boolean isBelowRoot(Operation operation) {
        return isBelow(operation.selections(), true);
    }

    private static boolean isBelow(SelectionSet set, boolean atRoot) {
        return set.selections().stream().anyMatch(selection -> switch (selection) {
            case FieldSelection field when isAboutSchema(field) -> !atRoot;
            case FieldSelection field -> isBelow(field.selections(), false);
            case InlineFragment fragment -> isBelow(fragment.selections(), atRoot);
        });
    }

    private static boolean isAboutSchema(FieldSelection field) {
        return field.name().equals("__schema") || field.name().equals("__type");
    }

    private static List<Selection> schemaFields(List<Selection> selections) {
        return selections.stream()
                .flatMap(selection -> switch (selection) {
                    case FieldSelection field ->
                        isAboutSchema(field) ? Stream.<Selection>of(field) : Stream.<Selection>empty();
                    case InlineFragment fragment -> {
                        var inner = schemaFields(fragment.selections().selections());
                        var set = new SelectionSet(fragment.selections().type(), inner);
                        yield inner.isEmpty() ? Stream.<Selection>empty() : Stream.<Selection>of(fragment.with(set));
                    }
                })
                .toList();
    }

    /** Something that a schema tells of. */
    private sealed interface Thing {

        record WholeSchema() implements Thing {}

        record OfType(GraphQLType type) implements Thing {}

        record OfField(GraphQLFieldDefinition field) implements Thing {}

        record OfInput(GraphQLInputValueDefinition input) implements Thing {}

        record OfEnumValue(GraphQLEnumValueDefinition value) implements Thing {}

        record OfDirective(GraphQLDirective directive) implements Thing {}

        default String typename() {
            return switch (this) {
                case WholeSchema _ -> "__Schema";
                case OfType _ -> "__Type";
                case OfField _ -> "__Field";
                case OfInput _ -> "__InputValue";
                case OfEnumValue _ -> "__EnumValue";
                case OfDirective _ -> "__Directive";
            };
        }
    }

    /**
     * Answers by response key.
     *
     * @param values of the variables, with defaults
     * @throws TooMuchException when more is asked for than anybody wants to know of this schema
     */
    Map<String, byte[]> answer(SelectionSet asked, Variables variables, Map<String, @Nullable Object> values) {
        var run = new Run(variables, values);
        var fields = new LinkedHashMap<String, List<FieldSelection>>();
        run.collect(asked.selections(), null, fields);
        var answers = new HashMap<String, byte[]>();
        fields.forEach((key, same) -> {
            var out = new JsonBuffer(1024);
            run.write(out, run.root(same.getFirst()), same);
            run.bytes += out.length();
            answers.put(key, out.toByteArray());
        });
        return answers;
    }

    private final class Run {

        private final Variables variables;
        private final Map<String, @Nullable Object> values;
        private int written;
        private long bytes;

        Run(Variables variables, Map<String, @Nullable Object> values) {
            this.variables = variables;
            this.values = values;
        }

        /** What applies to a thing of that type, by response key; null for the root, of which all was found to apply. */
        void collect(List<Selection> selections, @Nullable String typename, Map<String, List<FieldSelection>> fields) {
            for (var selection : selections) {
                if (!variables.holds(selection.conditions())) {
                    continue;
                }
                switch (selection) {
                    case FieldSelection field ->
                        fields.computeIfAbsent(field.responseKey(), _ -> new ArrayList<>(1))
                                .add(field);
                    case InlineFragment fragment -> {
                        var condition = fragment.typeCondition();
                        if (typename == null || condition.isEmpty() || condition.equals(typename)) {
                            collect(fragment.selections().selections(), typename, fields);
                        }
                    }
                }
            }
        }

        @Nullable
        Thing root(FieldSelection field) {
            if (field.name().equals("__schema")) {
                return new Thing.WholeSchema();
            }
            var type = argument(field, "name") instanceof String name ? schema.getType(name) : null;
            return type == null ? null : new Thing.OfType(type);
        }

        void write(JsonBuffer out, @Nullable Object value, List<FieldSelection> same) {
            switch (value) {
                case null -> out.nothing();
                case String text -> out.string(text);
                case Boolean flag -> out.raw(flag.toString());
                case Thing thing -> object(out, thing, same);
                case Collection<?> list -> {
                    var separator = "[";
                    for (var item : list) {
                        out.raw(separator);
                        write(out, item, same);
                        separator = ",";
                    }
                    out.raw(list.isEmpty() ? "[]" : "]");
                }
                default -> throw new IllegalStateException("Nothing that a schema tells: " + value);
            }
        }

        private void object(JsonBuffer out, Thing thing, List<FieldSelection> same) {
            count(out);
            var fields = new LinkedHashMap<String, List<FieldSelection>>();
            same.forEach(field -> collect(field.selections().selections(), thing.typename(), fields));
            var separator = "{";
            for (var entry : fields.entrySet()) {
                count(out);
                out.raw(separator).string(ResponseKeys.shown(entry.getKey())).put(':');
                var field = entry.getValue().getFirst();
                write(out, field.name().equals("__typename") ? thing.typename() : told(thing, field), entry.getValue());
                separator = ",";
            }
            out.raw(fields.isEmpty() ? "{}" : "}");
        }

        private void count(JsonBuffer out) {
            if (++written > most || bytes + out.length() > mostBytes) {
                throw new TooMuchException("The operation asks for more of the schema than " + most + " facts, or "
                        + mostBytes + " bytes: ask for less at once");
            }
        }

        private @Nullable Object told(Thing thing, FieldSelection field) {
            return switch (thing) {
                case Thing.WholeSchema _ -> ofSchema(field.name());
                case Thing.OfType(GraphQLType type) -> ofType(type, field);
                case Thing.OfField(var definition) -> ofField(definition, field);
                case Thing.OfInput(var input) -> ofInput(input, field.name());
                case Thing.OfEnumValue(var value) ->
                    switch (field.name()) {
                        case "isDeprecated" -> value.isDeprecated();
                        case "deprecationReason" -> value.getDeprecationReason();
                        default -> named(value, field.name());
                    };
                case Thing.OfDirective(var directive) ->
                    switch (field.name()) {
                        case "locations" ->
                            directive.validLocations().stream().map(Enum::name).toList();
                        case "isRepeatable" -> directive.isRepeatable();
                        case "args" -> inputs(directive.getArguments(), field);
                        default -> named(directive, field.name());
                    };
            };
        }

        private @Nullable Object ofSchema(String name) {
            return switch (name) {
                case "description" -> schema.getDescription();
                case "types" ->
                    schema.getAllTypesAsList().stream().map(Thing.OfType::new).toList();
                case "queryType" -> type(schema.getQueryType());
                case "mutationType" -> type(schema.getMutationType());
                case "subscriptionType" -> type(schema.getSubscriptionType());
                case "directives" ->
                    schema.getDirectives().stream().map(Thing.OfDirective::new).toList();
                default -> throw unknown("__Schema", name);
            };
        }

        private @Nullable Object ofType(GraphQLType type, FieldSelection field) {
            return switch (field.name()) {
                case "kind" -> kind(type);
                case "name" -> type instanceof GraphQLNamedType named ? named.getName() : null;
                case "description" -> type instanceof GraphQLNamedType named ? named.getDescription() : null;
                case "fields" -> type instanceof GraphQLFieldsContainer container ? fields(container, field) : null;
                case "interfaces" ->
                    type instanceof GraphQLImplementingType implementing
                            ? implementing.getInterfaces().stream()
                                    .map(Thing.OfType::new)
                                    .toList()
                            : null;
                case "possibleTypes" -> possibleTypes(type);
                case "enumValues" ->
                    type instanceof GraphQLEnumType choice
                            ? choice.getValues().stream()
                                    .filter(value -> !value.isDeprecated() || withDeprecated(field))
                                    .map(Thing.OfEnumValue::new)
                                    .toList()
                            : null;
                case "inputFields" ->
                    type instanceof GraphQLInputObjectType input ? inputs(input.getFieldDefinitions(), field) : null;
                case "ofType" ->
                    switch (type) {
                        case GraphQLNonNull required -> type(required.getWrappedType());
                        case GraphQLList list -> type(list.getWrappedType());
                        default -> null;
                    };
                case "specifiedByURL", "specifiedByUrl" ->
                    type instanceof GraphQLScalarType scalar ? scalar.getSpecifiedByUrl() : null;
                case "isOneOf" -> type instanceof GraphQLInputObjectType input ? input.isOneOf() : null;
                default -> throw unknown("__Type", field.name());
            };
        }

        private List<Thing> fields(GraphQLFieldsContainer container, FieldSelection field) {
            return container.getFieldDefinitions().stream()
                    .filter(each -> !each.isDeprecated() || withDeprecated(field))
                    .<Thing>map(Thing.OfField::new)
                    .toList();
        }

        private @Nullable List<Thing> possibleTypes(GraphQLType type) {
            return switch (type) {
                case GraphQLInterfaceType contract ->
                    schema.getImplementations(contract).stream()
                            .<Thing>map(Thing.OfType::new)
                            .toList();
                case GraphQLUnionType union ->
                    union.getTypes().stream().<Thing>map(Thing.OfType::new).toList();
                default -> null;
            };
        }

        private @Nullable Object ofField(GraphQLFieldDefinition definition, FieldSelection field) {
            return switch (field.name()) {
                case "args" -> inputs(definition.getArguments(), field);
                case "type" -> type(definition.getType());
                case "isDeprecated" -> definition.isDeprecated();
                case "deprecationReason" -> definition.getDeprecationReason();
                default -> named(definition, field.name());
            };
        }

        private List<Thing> inputs(List<? extends GraphQLInputValueDefinition> inputs, FieldSelection field) {
            return inputs.stream()
                    .filter(each -> deprecation(each) == null || withDeprecated(field))
                    .<Thing>map(Thing.OfInput::new)
                    .toList();
        }

        private @Nullable Object ofInput(GraphQLInputValueDefinition input, String name) {
            return switch (name) {
                case "type" -> type(input.getType());
                case "isDeprecated" -> deprecation(input) != null;
                case "deprecationReason" -> deprecation(input);
                case "defaultValue" ->
                    switch (input) {
                        case GraphQLArgument argument -> literal(argument.getArgumentDefaultValue(), input);
                        case GraphQLInputObjectField own -> literal(own.getInputFieldDefaultValue(), input);
                        default -> null;
                    };
                default -> named(input, name);
            };
        }

        /** The reason; a directive without one has the usual. */
        private static @Nullable String deprecation(GraphQLInputValueDefinition input) {
            return switch (input) {
                case GraphQLArgument argument -> argument.getDeprecationReason();
                case GraphQLInputObjectField own -> own.getDeprecationReason();
                default -> null;
            };
        }

        private static @Nullable String literal(InputValueWithState value, GraphQLInputValueDefinition input) {
            return value.isNotSet()
                    ? null
                    : AstPrinter.printAst(ValuesResolver.valueToLiteral(
                            value, input.getType(), GraphQLContext.getDefault(), Locale.ENGLISH));
        }

        private static @Nullable String named(GraphQLNamedSchemaElement element, String name) {
            return switch (name) {
                case "name" -> element.getName();
                case "description" -> element.getDescription();
                default -> throw unknown(element.getName(), name);
            };
        }

        private static @Nullable Thing type(@Nullable GraphQLType type) {
            return type == null ? null : new Thing.OfType(type);
        }

        private boolean withDeprecated(FieldSelection field) {
            return Boolean.TRUE.equals(argument(field, "includeDeprecated"));
        }

        /** A string or a flag; null for anything else. */
        private @Nullable Object argument(FieldSelection field, String name) {
            for (var argument : field.arguments()) {
                if (argument.name().equals(name)) {
                    return argument.value().startsWith("$")
                            ? values.get(argument.value().substring(1))
                            : switch (Parser.parseValue(argument.value())) {
                                case StringValue text -> text.getValue();
                                case BooleanValue flag -> flag.isValue();
                                default -> null;
                            };
                }
            }
            return null;
        }
    }

    private static String kind(GraphQLType type) {
        return switch (type) {
            case GraphQLNonNull _ -> "NON_NULL";
            case GraphQLList _ -> "LIST";
            case GraphQLScalarType _ -> "SCALAR";
            case GraphQLObjectType _ -> "OBJECT";
            case GraphQLInterfaceType _ -> "INTERFACE";
            case GraphQLUnionType _ -> "UNION";
            case GraphQLEnumType _ -> "ENUM";
            case GraphQLInputObjectType _ -> "INPUT_OBJECT";
            default -> throw new IllegalStateException("A type of no kind: " + type);
        };
    }

    private static IllegalStateException unknown(String type, String field) {
        return new IllegalStateException("A schema tells no " + type + "." + field);
    }
}
