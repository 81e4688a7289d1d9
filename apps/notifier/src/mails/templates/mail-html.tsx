import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Section,
  Text,
} from '@react-email/components';
import { render } from '@react-email/render';
import type { MailWords } from './mail-words';
import { darkStyles, styles } from './styles';

/** The HTML part. */
export const mailHtml = (words: MailWords): Promise<string> => render(<Layout {...words} />);

/** The one layout of every mail: product, environment, what it says, what to do, and where it comes from. */
function Layout({
  language,
  product,
  environment,
  subject,
  greeting,
  paragraphs,
  notes,
  ...words
}: MailWords) {
  return (
    <Html lang={language} dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style>{darkStyles}</style>
      </Head>
      <Preview>{paragraphs[0] ?? subject}</Preview>
      <Body className="page" style={styles.page}>
        <Container className="sheet" style={styles.sheet}>
          <Text className="faint" style={styles.product}>
            {product}
          </Text>
          {environment && (
            <Text className="badge" style={styles.badge}>
              {environment.badge}
            </Text>
          )}
          <Heading as="h1" className="text" style={styles.heading}>
            {subject}
          </Heading>
          <Paragraphs texts={[greeting, ...paragraphs]} />
          {words.quote && <Quote {...words.quote} />}
          {words.action && (
            <Section style={styles.action}>
              <Button className="button" href={words.action.link} style={styles.button}>
                {words.action.label}
              </Button>
            </Section>
          )}
          <Paragraphs texts={notes} />
          {words.contacts && <Contacts {...words.contacts} />}
          {words.action && (
            <Text className="faint" style={styles.small}>
              {words.linkFallback}
              <br />
              <Link className="link" href={words.action.link} style={styles.link}>
                {words.action.link}
              </Link>
            </Text>
          )}
          <Hr className="line" style={styles.line} />
          <Footer {...words} environment={environment} />
        </Container>
      </Body>
    </Html>
  );
}

const Paragraphs = ({ texts }: { texts: string[] }) =>
  texts.map((text) => (
    <Text key={text} className="text" style={styles.text}>
      {text}
    </Text>
  ));

const Quote = ({ label, text }: NonNullable<MailWords['quote']>) => (
  <Section className="quote" style={styles.quote}>
    <Text className="faint" style={styles.label}>
      {label}
    </Text>
    <Text className="text" style={styles.quoted}>
      {text}
    </Text>
  </Section>
);

const Contacts = ({ label, people }: NonNullable<MailWords['contacts']>) => (
  <Section style={styles.contacts}>
    <Text className="faint" style={styles.label}>
      {label}
    </Text>
    {people.map(({ name, email }) => (
      <Text key={email} className="text" style={styles.contact}>
        {name && `${name}, `}
        <Link className="link" href={`mailto:${email}`} style={styles.link}>
          {email}
        </Link>
      </Text>
    ))}
  </Section>
);

function Footer({ environment, automatic, links }: Pick<MailWords, 'environment' | 'automatic' | 'links'>) {
  return (
    <>
      {environment && (
        <Text className="faint" style={styles.small}>
          {environment.note}
        </Text>
      )}
      <Text className="faint" style={styles.small}>
        {automatic}
      </Text>
      {links.length > 0 && (
        <Text className="faint" style={styles.small}>
          {links.map(({ label, href }) => (
            <Link key={href} className="link" href={href} style={styles.footerLink}>
              {label}
            </Link>
          ))}
        </Text>
      )}
    </>
  );
}
