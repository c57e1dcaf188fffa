/** First and last names that go together. */
interface Culture {
  readonly first: readonly string[];
  readonly last: readonly string[];
}

const culture = (first: string, last: string): Culture => ({ first: first.split(' '), last: last.split(' ') });

const cultures: readonly Culture[] = [
  culture(
    'Amelia Oliver Isla George Freya Harry Florence Alfie Poppy Edward Harriet Rupert Imogen Callum Rowan Beatrice',
    'Ashworth Bramley Carver Dunmore Ellison Fairfax Gresham Holloway Kendrick Lockwood Merton Norwood Pemberton Whitaker',
  ),
  culture(
    'José María Lucía Andrés Sofía Mateo Valentina Joaquín Camila Íñigo Paloma Rodrigo Belén Tomás Ximena Álvaro',
    'García Fernández Muñoz Ibáñez Castañeda Domínguez Herrera Salazar Quiroga Villanueva Ortega Peralta Rentería Zúñiga',
  ),
  culture(
    'Łukasz Zofia Stanisław Agnieszka Wojciech Kasia Paweł Małgorzata Grzegorz Hanna Bartosz Iwona Jakub Elżbieta',
    'Kowalska Nowak Wiśniewski Zieliński Szymański Woźniak Dąbrowski Kozłowski Jankowska Mazur Krawczyk Piotrowski',
  ),
  culture(
    'Sigrid Bjørn Astrid Håkon Freja Lars Ingrid Søren Solveig Magnus Liv Torbjørn Åse Einar Maja Anders',
    'Lindqvist Bergström Nygård Håland Sørensen Dahl Østergaard Holm Åkesson Lund Eriksen Thorsen Vinter Ekström',
  ),
  culture(
    'Priya Arjun Ananya Rohan Kavya Vikram Meera Aditya Lakshmi Rahul Nandini Sanjay Ishaan Deepika Tara Varun',
    'Iyer Sharma Patel Reddy Banerjee Chatterjee Nair Kulkarni Deshpande Menon Gupta Bhattacharya Rao Mukherjee Joshi',
  ),
  culture(
    'Wei Xiulan Jing Haoran Meiling Zihan Yuxuan Lihua Chen Jianguo Xinyi Bo Ruolan Minghao Ying Tao',
    'Zhang Wang Liu Huang Zhao Sun Lin Guo Deng Xu Tang Feng Cheng Cai Peng Song',
  ),
  culture(
    'Haruka Kenji Sakura Takumi Yui Hiroshi Aiko Daichi Naomi Ren Emi Shota Mio Kaito Hana Yuto',
    'Tanaka Suzuki Watanabe Yamamoto Nakamura Kobayashi Yoshida Sasaki Matsumoto Inoue Kimura Hayashi Shimizu Mori',
  ),
  culture(
    'Amara Chidi Ngozi Emeka Folasade Tunde Adaeze Kwame Abena Kofi Yaa Zainab Oluwaseun Ifeoma Babajide Efua',
    'Okafor Adeyemi Nwosu Mensah Owusu Eze Balogun Asante Boateng Ogunleye Danjuma Achebe Obi Amankwah Ibekwe',
  ),
  culture(
    'Layla Omar Fatima Yusuf Noor Karim Salma Tariq Amina Khalil Rania Samir Hala Bilal Dina Idris',
    'Haddad Mansour Khoury Aziz Rahman Nasser Farouk Saleh Hamdan Qureshi Darwish Bakr Sayegh Tahan Zaki',
  ),
  culture(
    'Élise Antoine Margaux Théo Camille Rémi Chloé Baptiste Océane Gaël Manon Loïc Zoé Étienne Inès Bastien',
    'Lefèvre Moreau Girard Rousseau Fournier Chevalier Dubois Beaumont Garnier Lacroix Marchand Renaud Vasseur Périer',
  ),
  culture(
    'Jürgen Annika Friedrich Käthe Lukas Sabine Björn Greta Matthias Heike Jörg Leonie Stefan Ute Moritz Franziska',
    'Müller Schröder Weiß Krüger Hoffmann Schäfer Köhler Vogel Brandt Lehmann Bauer Richter Jäger Zimmermann',
  ),
  culture(
    'Elif Mehmet Zeynep Emre Ayşe Kerem Defne Burak Gülşen Can Selin Özgür Ebru Tolga Nilüfer Cem',
    'Yılmaz Demir Şahin Çelik Kaya Öztürk Aydın Arslan Doğan Koç Aksoy Erdoğdu Polat Güneş',
  ),
  culture(
    'João Beatriz Thiago Larissa Caetano Iara Rafael Júlia Vinícius Luana Murilo Yasmin Davi Heloísa Otávio Raíssa',
    'Silva Oliveira Araújo Cardoso Gonçalves Ribeiro Teixeira Barbosa Moraes Nogueira Azevedo Brandão Falcão Pinheiro',
  ),
  culture(
    'Linh Minh Thuy Quang Huong Duc Lan Khanh Mai Tuan Trang Bao Phuong Hieu Thao Nam',
    'Nguyen Tran Pham Hoang Vu Dang Bui Ngo Duong Ly Truong Dinh Trinh Luong',
  ),
  culture(
    'Malia Keoni Tane Mere Aroha Wiremu Hinemoa Rawiri Sefina Tevita Moana Koa Anahera Manaia Losa Sione',
    'Ngata Tamihana Kealoha Parata Faleolo Taumoepeau Kahale Rangihuna Tuilagi Mahoe Fonoti Wihongi Kamaka',
  ),
];

const plainLetters: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', ß: 'ss', ı: 'i', æ: 'ae', đ: 'd' };

const plain = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]/g, (letter) => plainLetters[letter] ?? '');

/** The part of an address before the @. */
export const mailbox = (first: string, last: string): string => `${plain(first)}.${plain(last)}`;

/** A person's name with the mailbox that it gives; no two entries of `fullNames` give the same. */
export interface FullName {
  readonly first: string;
  readonly last: string;
  readonly mailbox: string;
}

/** Every first name with every last name of its culture. */
export const fullNames: readonly FullName[] = [
  ...new Map(
    cultures.flatMap((names) =>
      names.first.flatMap((first) =>
        names.last.map((last) => [mailbox(first, last), { first, last, mailbox: mailbox(first, last) }] as const),
      ),
    ),
  ).values(),
];

/** The people who created the others: every seed begins with them. */
export const pioneers: readonly (readonly [first: string, last: string])[] = [
  ['Ada', 'Lovelace'],
  ['Grace', 'Hopper'],
  ['Alan', 'Turing'],
  ['Hedy', 'Lamarr'],
  ['Katherine', 'Johnson'],
  ['Edsger', 'Dijkstra'],
  ['Barbara', 'Liskov'],
  ['Tony', 'Hoare'],
  ['Radia', 'Perlman'],
  ['Donald', 'Knuth'],
  ['Frances', 'Allen'],
  ['Niklaus', 'Wirth'],
  ['Margaret', 'Hamilton'],
  ['Kenneth', 'Iverson'],
  ['Shafi', 'Goldwasser'],
  ['Raj', 'Reddy'],
  ['Lynn', 'Conway'],
  ['Andrew', 'Yao'],
  ['Mary', 'Jackson'],
];

/** The groups that people are members of. */
export const groupNames: readonly string[] = (
  'platform-engineering ml-research data-science computer-vision natural-language speech robotics recommendations ' +
  'forecasting reinforcement-learning generative-models ml-platform gpu-operations site-reliability security ' +
  'data-engineering analytics quantitative-research bioinformatics drug-discovery medical-imaging genomics ' +
  'climate-modelling materials-science autonomous-driving simulation digital-twins edge-inference model-serving ' +
  'evaluation labelling search-ranking fraud-detection risk-modelling pricing supply-chain customer-insights ' +
  'marketing-science product-analytics developer-experience quality-assurance release-management it-support finance ' +
  'legal people-operations interns contractors university-partners executive-staff'
).split(' ');
