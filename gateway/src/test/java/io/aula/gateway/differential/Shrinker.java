package io.aula.gateway.differential;

import graphql.language.AstPrinter;
import graphql.language.AstTransformer;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.NodeVisitorStub;
import graphql.language.Selection;
import graphql.parser.Parser;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import graphql.util.TreeTransformerUtil;

/** Takes selections and directives out of an operation for as long as it still differs. */
final class Shrinker {

    private static final int MOST_TRIALS = 400;

    private final Federation federation;
    private int trials;

    Shrinker(Federation federation) {
        this.federation = federation;
    }

    RandomOperation.Asked shrink(RandomOperation.Asked asked) {
        var smallest = asked;
        for (var index = 0; trials < MOST_TRIALS; ) {
            var smaller = without(smallest, index);
            if (smaller == null) {
                return smallest;
            }
            trials++;
            if (differs(smaller)) {
                smallest = smaller;
            } else {
                index++;
            }
        }
        return smallest;
    }

    private boolean differs(RandomOperation.Asked asked) {
        try {
            return federation.isValid(asked.document())
                    && federation.compare(asked).difference().isPresent();
        } catch (RuntimeException invalid) {
            return false;
        }
    }

    /** The operation without its selection or directive of that number, or null where it has fewer. */
    private static RandomOperation.@org.jspecify.annotations.Nullable Asked without(
            RandomOperation.Asked asked, int number) {
        var document = Parser.parse(asked.document());
        var remover = new Remover(number);
        var smaller = (Document) new AstTransformer().transform(document, remover);
        return remover.seen <= number
                ? null
                : new RandomOperation.Asked(AstPrinter.printAstCompact(smaller), asked.variables());
    }

    private static final class Remover extends NodeVisitorStub {

        private final int number;
        private int seen;

        Remover(int number) {
            this.number = number;
        }

        @Override
        protected TraversalControl visitNode(Node node, TraverserContext<Node> context) {
            var removable = node instanceof Selection
                    || node instanceof graphql.language.Directive
                    || node instanceof graphql.language.VariableDefinition
                    || node instanceof graphql.language.FragmentDefinition;
            return removable && seen++ == number
                    ? TreeTransformerUtil.deleteNode(context)
                    : super.visitNode(node, context);
        }
    }
}
