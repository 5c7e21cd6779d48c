import { expect, test } from 'vitest';
import { readCredits } from './credits';
import { guessMapping } from './mapping';
import { mappingSchema } from './schema';
import { readTable } from './table';

/** Reads a file as a shop's first upload: the mapping is guessed. */
function upload(text: string, currency: string) {
  const table = readTable(text);
  if ('refused' in table) throw new Error(table.refused);
  const mapping = mappingSchema.parse(guessMapping(table));
  const statement = readCredits(table, mapping, currency, '2026-01-31');
  if ('refused' in statement) throw new Error(statement.refused);
  const { credits, debits, skipped } = statement;
  return {
    mapping,
    credits: credits.map(({ line, bookedOn, amountMinor, description, reference }) => [
      line,
      bookedOn,
      amountMinor,
      description,
      reference,
    ]),
    debits,
    skipped: skipped.map(({ line, reason }) => [line, reason]),
  };
}

test('reads GTBank, naira: a preamble, two amount columns, totals', () => {
  const statement = `CUSTOMER STATEMENT,,,,,,,
Account Name:,ADA STORES LTD,,,,,,
Account Number:,'0123456789,,,,,,
Period:,01-Jan-2026,To,31-Jan-2026,,,,
Opening Balance:,"50,000.00",Closing Balance:,"1,304,950.00",,,,
,,,,,,,
Trans. Date,Value. Date,Reference,Debits,Credits,Balance,Originating Branch,Remarks
01-Jan-2026,01-Jan-2026,,,,"50,000.00",,Opening Balance
03-Jan-2026,04-Jan-2026,'000013260103,,"1,250,000.00","1,300,000.00",E- CHANNELS,NIP TRF FROM ADA OKO/7k3mq2xd
03-Jan-2026,03-Jan-2026,'000013260104,50.00,,"1,299,950.00",HEAD OFFICE,"STAMP DUTY, ELECTRONIC"
14-Jan-2026,14-Jan-2026,'000013260105,0.00,"5,000.00","1,304,950.00",E- CHANNELS,"TRANSFER, CHIDI"
Total,,,50.00,"1,255,000.00",,,
`;
  expect(upload(statement, 'NGN')).toEqual({
    mapping: {
      date: 'Trans. Date',
      description: ['Remarks'],
      reference: 'Reference',
      credit: 'Credits',
      debit: 'Debits',
      dateFormat: 'DMY',
      decimal: '.',
    },
    credits: [
      [9, '2026-01-03', 1_250_000_00, 'NIP TRF FROM ADA OKO/7k3mq2xd', '000013260103'],
      [11, '2026-01-14', 5_000_00, 'TRANSFER, CHIDI', '000013260105'],
    ],
    debits: 1,
    skipped: [
      [8, 'amount_missing'],
      [12, 'date_unreadable'],
    ],
  });
});

test('reads M-Pesa, shillings: outgoing amounts are negative in their own column', () => {
  const statement = `Receipt No.,Completion Time,Initiation Time,Details,Transaction Status,Paid In,Withdrawn,Balance,Other Party Info
TA31ABCDEF,2026-01-13 14:05:11,2026-01-13 14:05:10,Pay Bill from 2547****123 - ADA Acc. 7K3M-Q2XD,Completed,"3,500.00",,"13,500.00",2547****123 - ADA OKO
TA31ABCDEG,2026-01-13 14:05:11,2026-01-13 14:05:10,Pay Bill Charge,Completed,,-15.00,"13,485.00",
`;
  expect(upload(statement, 'KES')).toMatchObject({
    mapping: {
      date: 'Completion Time',
      reference: 'Receipt No.',
      credit: 'Paid In',
      debit: 'Withdrawn',
      dateFormat: 'YMD',
    },
    credits: [
      [
        2,
        '2026-01-13',
        3_500_00,
        'Pay Bill from 2547****123 - ADA Acc. 7K3M-Q2XD 2547****123 - ADA OKO',
        'TA31ABCDEF',
      ],
    ],
    debits: 1,
    skipped: [],
  });
});

test('reads KCB, shillings: tabs, and Money In next to Money Out', () => {
  const statement = [
    'Transaction Date\tValue Date\tTransaction Details\tMoney Out\tMoney In\tLedger Balance\tBank Reference Number',
    '13.01.2026\t13.01.2026\tRTGS ADA 7K3MQ2XD\t\t12,000.00\t22,000.00\tFT26013ABC',
    '14.01.2026\t14.01.2026\tLedger fee\t-100.00\t\t21,900.00\tFT26014ABC',
  ].join('\r\n');
  expect(upload(statement, 'KES')).toMatchObject({
    credits: [[2, '2026-01-13', 12_000_00, 'RTGS ADA 7K3MQ2XD', 'FT26013ABC']],
    debits: 1,
    skipped: [],
  });
});

test('reads Maybank, ringgit: a sign after the amount', () => {
  const statement = `Nombor Akaun,'514000000000
Nama,ADA ENTERPRISE

Tarikh Kemasukan,Tarikh Nilai,Butiran Urusniaga,Jumlah Urusniaga,Baki Penyata
13/01/26,13/01/26,"FPX PAYMENT FR A/ ADA * 7K3M Q2XD","RM 1,189.90+","1,689.90"
14/01/26,14/01/26,SALES TAX,"RM 12.30-","1,677.60"
`;
  expect(upload(statement, 'MYR')).toMatchObject({
    mapping: {
      date: 'Tarikh Kemasukan',
      description: ['Butiran Urusniaga'],
      amount: 'Jumlah Urusniaga',
    },
    credits: [[5, '2026-01-13', 1_189_90, 'FPX PAYMENT FR A/ ADA * 7K3M Q2XD', null]],
    debits: 1,
    skipped: [],
  });
});

test('reads BCA, rupiah: semicolons, decimal commas, amounts in sen', () => {
  const statement = `Informasi Rekening - Mutasi Rekening
No. rekening;1234567890
Kode Mata Uang;Rp

Tanggal Transaksi;Keterangan;Cabang;Mutasi;Saldo
13/01/2026;TRSF E-BANKING CR 1301/FTSCY ADA 7K3MQ2XD;'0000;1.250.000,00 CR;1.750.000,00
13/01/2026;BIAYA ADM;'0000;15.000,00 DB;1.735.000,00
PEND;TRSF E-BANKING CR;'0000;50.000,00 CR;1.785.000,00
Saldo Awal;500.000,00
`;
  expect(upload(statement, 'IDR')).toMatchObject({
    mapping: {
      date: 'Tanggal Transaksi',
      description: ['Keterangan'],
      amount: 'Mutasi',
      dateFormat: 'DMY',
      decimal: ',',
    },
    credits: [[6, '2026-01-13', 1_250_000_00, 'TRSF E-BANKING CR 1301/FTSCY ADA 7K3MQ2XD', null]],
    debits: 1,
    skipped: [
      [8, 'date_unreadable'],
      [9, 'date_unreadable'],
    ],
  });
});

test('reads KlikBCA, rupiah: CR and DB in an unnamed column, and skips dates without a year', () => {
  const statement = `Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo
'13/01,TRSF ADA,'0000,1250000.00,CR,1750000.00
'13/01/2026,TRSF ADA,'0000,1250000.00,CR,1750000.00
'13/01/2026,BIAYA ADM,'0000,15000.00,DB,1735000.00
`;
  expect(upload(statement, 'IDR')).toMatchObject({
    mapping: { amount: 'Jumlah', direction: 'Column 5', decimal: '.' },
    credits: [[3, '2026-01-13', 1_250_000_00, 'TRSF ADA', null]],
    debits: 1,
    skipped: [[2, 'date_without_year']],
  });
});

test('reads FNB, rand: one signed amount, spaces after the commas', () => {
  const statement = `ACCOUNT TRANSACTION HISTORY

Name:, ADA, LOVELACE
Account:, 62001234567, [FNB Business Account]
Balance:, 12000.00, 11000.00

Date, Amount, Balance, Description
2026/01/13, 500.00, 12500.00, FNB APP PAYMENT FROM ADA 7K3MQ2XD
2026/01/14, -69.50, 12430.50, #MONTHLY ACCOUNT FEE
`;
  expect(upload(statement, 'ZAR')).toMatchObject({
    mapping: {
      date: 'Date',
      description: ['Description'],
      amount: 'Amount',
      dateFormat: 'YMD',
      decimal: '.',
    },
    credits: [[8, '2026-01-13', 500_00, 'FNB APP PAYMENT FROM ADA 7K3MQ2XD', null]],
    debits: 1,
    skipped: [],
  });
});

test('reads a bank in Accra, cedis: pipes, and the currency in the column names', () => {
  const statement = `Account Statement|GHS
Posting Date|Value Date|Narration|Payment Reference|Cheque No|Debit (GHS)|Credit (GHS)|Balance (GHS)
03 Jan 2026|03 Jan 2026|MOMO ADA|7K3M-Q2XD|||GH₵1,250.00|2,250.00
03 Jan 2026|03 Jan 2026|E-LEVY|||GH₵12.50||2,237.50
`;
  expect(upload(statement, 'GHS')).toMatchObject({
    mapping: {
      date: 'Posting Date',
      description: ['Narration', 'Cheque No'],
      reference: 'Payment Reference',
      credit: 'Credit (GHS)',
      debit: 'Debit (GHS)',
    },
    credits: [[3, '2026-01-03', 1_250_00, 'MOMO ADA', '7K3M-Q2XD']],
    debits: 1,
    skipped: [],
  });
});
