package io.aula.gateway.operation.document;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.EnumValue;
import graphql.language.Field;
import graphql.language.FloatValue;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.SourceLocation;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads executable documents (GraphQL, chapter 2) by recursive descent, one token ahead. */
public final class DocumentParser {

    private static final int MAX_NESTING = 256;

    private final Lexer lexer;
    private int nesting;

    private DocumentParser(String text) throws DocumentSyntaxException {
        this.lexer = new Lexer(text);
    }

    public static Document parse(String text) throws DocumentSyntaxException {
        return new DocumentParser(text).document();
    }

    /** One element of something repeated. */
    private interface Rule<T> {

        T read() throws DocumentSyntaxException;
    }

    private Document document() throws DocumentSyntaxException {
        var location = lexer.location();
        @SuppressWarnings("rawtypes")
        var definitions = new ArrayList<Definition>();
        do {
            definitions.add(definition());
        } while (lexer.kind() != TokenKind.END);
        return Document.newDocument()
                .sourceLocation(location)
                .definitions(definitions)
                .build();
    }

    private Definition<?> definition() throws DocumentSyntaxException {
        if (lexer.kind() == TokenKind.OPEN_BRACE) {
            return OperationDefinition.newOperationDefinition()
                    .sourceLocation(lexer.location())
                    .operation(OperationDefinition.Operation.QUERY)
                    .selectionSet(selectionSet())
                    .build();
        }
        skipDescription();
        if (lexer.is("query")) {
            return operation(OperationDefinition.Operation.QUERY);
        }
        if (lexer.is("mutation")) {
            return operation(OperationDefinition.Operation.MUTATION);
        }
        if (lexer.is("subscription")) {
            return operation(OperationDefinition.Operation.SUBSCRIPTION);
        }
        if (lexer.is("fragment")) {
            return fragment();
        }
        throw lexer.unexpected("an operation or a fragment");
    }

    /** What authors write about a definition changes nothing of it. */
    private void skipDescription() throws DocumentSyntaxException {
        if (lexer.kind() == TokenKind.STRING) {
            lexer.advance();
        }
    }

    private OperationDefinition operation(OperationDefinition.Operation kind) throws DocumentSyntaxException {
        var definition = OperationDefinition.newOperationDefinition()
                .sourceLocation(lexer.location())
                .operation(kind);
        lexer.advance();
        if (lexer.kind() == TokenKind.NAME) {
            definition.name(name());
        }
        if (lexer.kind() == TokenKind.OPEN_PARENTHESIS) {
            definition.variableDefinitions(several(
                    TokenKind.OPEN_PARENTHESIS, this::variableDefinition, TokenKind.CLOSE_PARENTHESIS, "a variable"));
        }
        return definition
                .directives(directives(false))
                .selectionSet(selectionSet())
                .build();
    }

    private FragmentDefinition fragment() throws DocumentSyntaxException {
        var location = lexer.location();
        lexer.advance();
        if (lexer.is("on")) {
            throw lexer.unexpected("the name of a fragment");
        }
        var name = name();
        if (!lexer.is("on")) {
            throw lexer.unexpected("'on'");
        }
        lexer.advance();
        return FragmentDefinition.newFragmentDefinition()
                .sourceLocation(location)
                .name(name)
                .typeCondition(typeName())
                .directives(directives(false))
                .selectionSet(selectionSet())
                .build();
    }

    private VariableDefinition variableDefinition() throws DocumentSyntaxException {
        skipDescription();
        var definition = VariableDefinition.newVariableDefinition().sourceLocation(lexer.location());
        expect(TokenKind.DOLLAR);
        definition.name(name());
        expect(TokenKind.COLON);
        definition.type(type());
        if (lexer.kind() == TokenKind.EQUALS) {
            lexer.advance();
            definition.defaultValue(value(true));
        }
        return definition.directives(directives(true)).build();
    }

    private Type<?> type() throws DocumentSyntaxException {
        var location = lexer.location();
        if (lexer.kind() != TokenKind.OPEN_BRACKET) {
            return nullableOrNot(typeName(), location);
        }
        enter();
        lexer.advance();
        var item = type();
        expect(TokenKind.CLOSE_BRACKET);
        nesting--;
        return nullableOrNot(ListType.newListType(item).sourceLocation(location).build(), location);
    }

    private Type<?> nullableOrNot(Type<?> type, SourceLocation location) throws DocumentSyntaxException {
        if (lexer.kind() != TokenKind.BANG) {
            return type;
        }
        lexer.advance();
        return NonNullType.newNonNullType(type).sourceLocation(location).build();
    }

    private TypeName typeName() throws DocumentSyntaxException {
        var location = lexer.location();
        return TypeName.newTypeName(name()).sourceLocation(location).build();
    }

    private SelectionSet selectionSet() throws DocumentSyntaxException {
        var location = lexer.location();
        return SelectionSet.newSelectionSet()
                .sourceLocation(location)
                .selections(
                        several(TokenKind.OPEN_BRACE, this::selection, TokenKind.CLOSE_BRACE, "a field or a fragment"))
                .build();
    }

    private Selection<?> selection() throws DocumentSyntaxException {
        var location = lexer.location();
        if (lexer.kind() != TokenKind.SPREAD) {
            return field(location);
        }
        lexer.advance();
        if (lexer.kind() == TokenKind.NAME && !lexer.is("on")) {
            return FragmentSpread.newFragmentSpread(name())
                    .sourceLocation(location)
                    .directives(directives(false))
                    .build();
        }
        var fragment = InlineFragment.newInlineFragment().sourceLocation(location);
        if (lexer.is("on")) {
            lexer.advance();
            fragment.typeCondition(typeName());
        }
        return fragment.directives(directives(false))
                .selectionSet(selectionSet())
                .build();
    }

    private Field field(SourceLocation location) throws DocumentSyntaxException {
        if (lexer.kind() != TokenKind.NAME) {
            throw lexer.unexpected("a field or a fragment");
        }
        var field = Field.newField().sourceLocation(location);
        var first = name();
        if (lexer.kind() == TokenKind.COLON) {
            lexer.advance();
            field.alias(first).name(name());
        } else {
            field.name(first);
        }
        field.arguments(arguments(false)).directives(directives(false));
        if (lexer.kind() == TokenKind.OPEN_BRACE) {
            field.selectionSet(selectionSet());
        }
        return field.build();
    }

    private List<Argument> arguments(boolean constant) throws DocumentSyntaxException {
        if (lexer.kind() != TokenKind.OPEN_PARENTHESIS) {
            return List.of();
        }
        return several(
                TokenKind.OPEN_PARENTHESIS, () -> argument(constant), TokenKind.CLOSE_PARENTHESIS, "an argument");
    }

    private Argument argument(boolean constant) throws DocumentSyntaxException {
        var location = lexer.location();
        var name = name();
        expect(TokenKind.COLON);
        return Argument.newArgument(name, value(constant))
                .sourceLocation(location)
                .build();
    }

    private List<Directive> directives(boolean constant) throws DocumentSyntaxException {
        if (lexer.kind() != TokenKind.AT) {
            return List.of();
        }
        var directives = new ArrayList<Directive>();
        while (lexer.kind() == TokenKind.AT) {
            var location = lexer.location();
            lexer.advance();
            directives.add(Directive.newDirective()
                    .sourceLocation(location)
                    .name(name())
                    .arguments(arguments(constant))
                    .build());
        }
        return directives;
    }

    private Value<?> value(boolean constant) throws DocumentSyntaxException {
        var location = lexer.location();
        return switch (lexer.kind()) {
            case STRING -> {
                var text = lexer.string();
                lexer.advance();
                yield StringValue.newStringValue(text).sourceLocation(location).build();
            }
            case INT ->
                IntValue.newIntValue(new BigInteger(word()))
                        .sourceLocation(location)
                        .build();
            case FLOAT -> floatValue(location);
            case NAME -> named(word(), location);
            case OPEN_BRACKET ->
                ArrayValue.newArrayValue()
                        .sourceLocation(location)
                        .values(valuesOf(constant))
                        .build();
            case OPEN_BRACE ->
                ObjectValue.newObjectValue()
                        .sourceLocation(location)
                        .objectFields(fieldsOf(constant))
                        .build();
            case DOLLAR -> variable(constant, location);
            default -> throw lexer.unexpected("a value");
        };
    }

    private FloatValue floatValue(SourceLocation location) throws DocumentSyntaxException {
        try {
            var number = new BigDecimal(lexer.word());
            lexer.advance();
            return FloatValue.newFloatValue(number).sourceLocation(location).build();
        } catch (NumberFormatException e) {
            throw lexer.unexpected("a number with a smaller exponent");
        }
    }

    private static Value<?> named(String word, SourceLocation location) {
        return switch (word) {
            case "true", "false" ->
                BooleanValue.newBooleanValue(word.equals("true"))
                        .sourceLocation(location)
                        .build();
            case "null" -> NullValue.newNullValue().sourceLocation(location).build();
            default -> EnumValue.newEnumValue(word).sourceLocation(location).build();
        };
    }

    private VariableReference variable(boolean constant, SourceLocation location) throws DocumentSyntaxException {
        if (constant) {
            throw lexer.unexpected("a constant value");
        }
        lexer.advance();
        return VariableReference.newVariableReference()
                .sourceLocation(location)
                .name(name())
                .build();
    }

    private List<Value> valuesOf(boolean constant) throws DocumentSyntaxException {
        enter();
        lexer.advance();
        @SuppressWarnings("rawtypes")
        var values = new ArrayList<Value>();
        while (lexer.kind() != TokenKind.CLOSE_BRACKET) {
            values.add(value(constant));
        }
        lexer.advance();
        nesting--;
        return values;
    }

    private List<ObjectField> fieldsOf(boolean constant) throws DocumentSyntaxException {
        enter();
        lexer.advance();
        var fields = new ArrayList<ObjectField>();
        while (lexer.kind() != TokenKind.CLOSE_BRACE) {
            var location = lexer.location();
            var name = name();
            expect(TokenKind.COLON);
            fields.add(ObjectField.newObjectField()
                    .sourceLocation(location)
                    .name(name)
                    .value(value(constant))
                    .build());
        }
        lexer.advance();
        nesting--;
        return fields;
    }

    /** At least one between brackets. */
    private <T> List<T> several(TokenKind open, Rule<? extends T> rule, TokenKind close, String what)
            throws DocumentSyntaxException {
        enter();
        expect(open);
        if (lexer.kind() == close) {
            throw lexer.unexpected(what);
        }
        var all = new ArrayList<T>();
        while (lexer.kind() != close) {
            all.add(rule.read());
        }
        lexer.advance();
        nesting--;
        return all;
    }

    /** Bounds the recursion for callers that do not count brackets beforehand. */
    private void enter() throws DocumentSyntaxException {
        if (++nesting > MAX_NESTING) {
            throw lexer.unexpected("at most " + MAX_NESTING + " levels of brackets");
        }
    }

    private String name() throws DocumentSyntaxException {
        if (lexer.kind() != TokenKind.NAME) {
            throw lexer.unexpected("a name");
        }
        return word();
    }

    private String word() throws DocumentSyntaxException {
        var word = lexer.word();
        lexer.advance();
        return word;
    }

    private void expect(TokenKind kind) throws DocumentSyntaxException {
        if (lexer.kind() != kind) {
            throw lexer.unexpected(kind.words());
        }
        lexer.advance();
    }
}
