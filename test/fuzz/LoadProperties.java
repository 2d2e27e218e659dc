import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;

/**
 * Loads one properties file after another from stdin and says what Java makes of each on stdout.
 *
 * In: a batch is a count and that many files, each a length and its bytes. Out: for each file the number of its keys
 * and then each key and value as a length and UTF-16BE units, or -1 where load() throws. All numbers are 32 bits, big
 * endian.
 */
public final class LoadProperties {
  public static void main(String[] args) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out, 1 << 16));
    for (int count = in.readInt(); count > 0; count = in.readInt()) {
      for (int file = 0; file < count; file++) {
        answer(out, in.readNBytes(in.readInt()));
      }
      out.flush();
    }
  }

  private static void answer(DataOutputStream out, byte[] file) throws IOException {
    Properties properties = new Properties();
    try {
      properties.load(new ByteArrayInputStream(file));
    } catch (IllegalArgumentException malformed) {
      out.writeInt(-1);
      return;
    }
    out.writeInt(properties.size());
    for (Map.Entry<Object, Object> entry : properties.entrySet()) {
      write(out, (String) entry.getKey());
      write(out, (String) entry.getValue());
    }
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    out.writeInt(text.length());
    out.writeChars(text);
  }
}
