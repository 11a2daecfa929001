package cloud.broom.aws;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What STS said, as its XML's leaves by name: each name occurs once in an answer and in an error
 * (STS/latest/APIReference/API_GetCallerIdentity.html).
 */
record StsAnswer(Map<String, String> leaves) {
    StsAnswer {
        leaves = Map.copyOf(leaves);
    }

    /** Reads it; of what is no XML, nothing is known. Entities and document types are not processed. */
    static StsAnswer read(byte[] xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            return new StsAnswer(leaves(factory.createXMLStreamReader(new ByteArrayInputStream(xml))));
        } catch (XMLStreamException malformed) {
            return new StsAnswer(Map.of());
        }
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(leaves.get(name));
    }

    private static Map<String, String> leaves(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> leaves = new HashMap<>();
        String name = "";
        String text = "";
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    name = reader.getLocalName();
                    text = "";
                }
                case XMLStreamConstants.CHARACTERS -> text = reader.getText();
                case XMLStreamConstants.END_ELEMENT -> {
                    if (reader.getLocalName().equals(name)) {
                        leaves.putIfAbsent(name, text.strip());
                    }
                    name = "";
                }
                default -> {}
            }
        }
        return leaves;
    }
}
