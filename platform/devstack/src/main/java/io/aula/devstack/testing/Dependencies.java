package io.aula.devstack.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Finds what a module's pom asks for and none of its classes names. What has no classes, as starters, and what is wanted at run time only
 * is nobody's to name.
 */
public final class Dependencies {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w$]*(?:/[A-Za-z_][\\w$]*)+");

    private Dependencies() {}

    /**
     * Of the module in the working directory, which is compiled, by artifact.
     *
     * @param but what others find by its services or its name
     */
    public static List<String> unused(String... but) {
        Set<String> found = Set.of(but);
        Set<String> named = new HashSet<>();
        for (String classes : List.of("target/classes", "target/test-classes")) {
            named.addAll(namesIn(Path.of(classes)));
        }
        return declared(Path.of("pom.xml")).stream()
                .filter(artifact -> !found.contains(artifact))
                .filter(artifact ->
                        place(artifact).filter(its -> isUnused(its, named)).isPresent())
                .toList();
    }

    private static boolean isUnused(Path place, Set<String> named) {
        Set<String> offered = classesIn(place);
        return !offered.isEmpty() && offered.stream().noneMatch(named::contains);
    }

    private static List<String> declared(Path pom) {
        List<String> artifacts = new ArrayList<>();
        for (Element dependency : children(root(pom), "dependencies", "dependency")) {
            if (!text(dependency, "scope").equals("runtime")) {
                artifacts.add(text(dependency, "artifactId"));
            }
        }
        return artifacts;
    }

    private static Element root(Path pom) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile())
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(pom + " cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Element> children(Element parent, String... path) {
        List<Element> found = List.of(parent);
        for (String step : path) {
            found = found.stream().flatMap(each -> children(each, step)).toList();
        }
        return found;
    }

    private static Stream<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element child && child.getTagName().equals(name)) {
                found.add(child);
            }
        }
        return found.stream();
    }

    private static String text(Element parent, String name) {
        return children(parent, name).findFirst().map(Element::getTextContent).orElse("");
    }

    /** Where it lies on the class path: a jar of its name and a version, or another module's folder. */
    private static Optional<Path> place(String artifact) {
        Pattern jar = Pattern.compile(Pattern.quote(artifact) + "-\\d.*\\.jar");
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(each -> jar.matcher(each.getFileName().toString()).matches())
                .findFirst();
    }

    private static Set<String> classesIn(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Set<String> names = new HashSet<>();
            file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                    .forEach(name -> names.add(name.substring(0, name.length() - ".class".length())));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> namesIn(Path classes) {
        if (!Files.isDirectory(classes)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(classes)) {
            Set<String> names = new HashSet<>();
            files.filter(file -> file.toString().endsWith(".class")).forEach(file -> addNames(file, names));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of types, descriptors and annotations alike. */
    private static void addNames(Path file, Set<String> names) {
        try {
            for (var entry : ClassFile.of().parse(file).constantPool()) {
                if (entry instanceof Utf8Entry text) {
                    Matcher found = NAME.matcher(text.stringValue());
                    while (found.find()) {
                        String name = found.group();
                        names.add(name);
                        // As it stands in a descriptor, behind the letter of its kind.
                        names.add(name.substring(1));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
