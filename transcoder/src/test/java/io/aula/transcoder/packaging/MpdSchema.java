package io.aula.transcoder.packaging;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The standard's own schema, for whoever has it: {@code -Dmpd.schema=FILE} names {@code DASH-MPD.xsd} of ISO/IEC 23009-1, which
 * no package carries that a build can name (decision 0044).
 */
final class MpdSchema {

    private static final String FILE = System.getProperty("mpd.schema", "");
    /** The schema fetches these from the web; what it uses of them is little. */
    private static final String XLINK = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xlink">
             <xs:attribute name="href" type="xs:anyURI"/><xs:attribute name="actuate" type="xs:token"/>
             <xs:attribute name="type" type="xs:token"/><xs:attribute name="show" type="xs:token"/>
            </xs:schema>
            """;

    private MpdSchema() {}

    static boolean isGiven() {
        return !FILE.isEmpty();
    }

    /** What it finds wrong; nothing where it is not given. */
    static List<String> faults(String mpd) {
        if (!isGiven()) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        try {
            Validator validator = schema().newValidator();
            validator.setErrorHandler(into(faults));
            validator.validate(new StreamSource(new StringReader(mpd)));
        } catch (SAXException e) {
            faults.add(String.valueOf(e.getMessage()));
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + FILE, e);
        }
        return faults;
    }

    private static Schema schema() throws SAXException, ReflectiveOperationException {
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        // It is built of entities, which the JDK counts.
        factory.setProperty("jdk.xml.entityExpansionLimit", "0");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        var documents =
                (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
        factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
            if (!"http://www.w3.org/1999/xlink".equals(namespace)) {
                return null;
            }
            LSInput input = documents.createLSInput();
            input.setStringData(XLINK);
            return input;
        });
        return factory.newSchema(Path.of(FILE).toFile());
    }

    private static ErrorHandler into(List<String> faults) {
        return new ErrorHandler() {
            @Override
            public void warning(SAXParseException told) {}

            @Override
            public void error(SAXParseException told) {
                faults.add("line " + told.getLineNumber() + ": " + told.getMessage());
            }

            @Override
            public void fatalError(SAXParseException told) {
                error(told);
            }
        };
    }
}
