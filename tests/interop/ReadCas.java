import java.io.File;
import java.io.FileInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.XMLInputSource;

/** Reads XMI files with Apache UIMA and prints a line for each span and link: FILE, what it is, its label, its words. */
public class ReadCas {
  public static void main(String[] args) throws Exception {
    TypeSystemDescription types =
        UIMAFramework.getXMLParser().parseTypeSystemDescription(new XMLInputSource(new File(args[0])));
    for (int at = 1; at < args.length; at++) {
      CAS cas = CasCreationUtils.createCas(types, null, null);
      try (FileInputStream in = new FileInputStream(args[at])) {
        XmiCasDeserializer.deserialize(in, cas);
      }
      for (String name : new String[] {"Span", "Link"}) {
        Type type = cas.getTypeSystem().getType("webanno.custom.Postil" + name);
        Feature label = type.getFeatureByBaseName("label");
        for (AnnotationFS one : cas.getAnnotationIndex(type)) {
          StringBuilder line = new StringBuilder(args[at]).append('\t').append(name).append('\t');
          line.append(one.getStringValue(label)).append('\t').append(words(one));
          if (name.equals("Link")) {
            for (String end : new String[] {"Governor", "Dependent"}) {
              FeatureStructure far = one.getFeatureValue(type.getFeatureByBaseName(end));
              line.append('\t').append(words((AnnotationFS) far));
            }
          }
          System.out.println(line);
        }
      }
    }
  }

  private static String words(AnnotationFS one) {
    return Base64.getEncoder().encodeToString(one.getCoveredText().getBytes(StandardCharsets.UTF_8));
  }
}
